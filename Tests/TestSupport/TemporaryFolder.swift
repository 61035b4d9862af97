import Glibc
public import SystemPackage

/// A folder of its own for one test, removed when the last reference goes.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: FilePath

    /// Makes a new empty folder.
    public init() {
        var template = Array("/tmp/musigen-test-XXXXXX".utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe FilePath(platformString: $0) }
        }
        guard let made else { preconditionFailure("no temporary folder: errno \(errno)") }
        path = made
    }

    deinit { Self.remove(path) }

    /// A path inside.
    public func appending(_ name: String) -> FilePath { path.appending(name) }

    private static func remove(_ path: FilePath) {
        var status = stat()
        guard unsafe path.withPlatformString({ unsafe lstat($0, &status) }) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR, let stream = unsafe path.withPlatformString({ unsafe opendir($0) }) {
            while let entry = unsafe readdir(stream) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                        unsafe FilePath.Component(platformString: $0)
                    }
                }
                if let name, name.kind == .regular { remove(path.appending(name)) }
            }
            unsafe closedir(stream)
            _ = unsafe path.withPlatformString { unsafe rmdir($0) }
        } else {
            _ = unsafe path.withPlatformString { unsafe unlink($0) }
        }
    }
}
