internal import Glibc
public import SystemPackage

/// Names in a directory, byte for byte: a name need not be valid UTF-8.
public enum DirectoryListing {
    /// The names in a directory without "." and "..", in no order.
    public static func names(in directory: FilePath) throws(FileSystemError) -> [FilePath.Component] {
        guard let stream = unsafe directory.withPlatformString({ unsafe opendir($0) }) else {
            throw FileSystemError("listing", directory, Errno(rawValue: errno))
        }
        defer { unsafe closedir(stream) }
        var names: [FilePath.Component] = []
        while let entry = unsafe readdir(stream) {
            let name: FilePath.Component? = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe FilePath.Component(platformString: $0)
                }
            }
            if let name, name.kind == .regular { names.append(name) }
        }
        return names
    }
}

extension FilePath.Component {
    /// The name's bytes.
    public var bytes: [UInt8] {
        unsafe withPlatformString { unsafe bytesUpToNUL($0) }
    }

    /// A name of these bytes; `nil` where they cannot be one (empty, a slash, a NUL, "." or "..").
    public init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")) else { return nil }
        let characters = bytes.map { CChar(bitPattern: $0) } + [0]
        guard
            let component = unsafe characters.withUnsafeBufferPointer({ buffer in
                unsafe buffer.baseAddress.flatMap { unsafe FilePath.Component(platformString: $0) }
            }), component.kind == .regular
        else { return nil }
        self = component
    }
}

extension FilePath {
    /// The path's bytes.
    public var bytes: [UInt8] {
        unsafe withPlatformString { unsafe bytesUpToNUL($0) }
    }

    /// A path of these bytes.
    public init(bytes: [UInt8]) {
        let characters = bytes.filter { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
        self = unsafe characters.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe FilePath(platformString: $0) } ?? FilePath()
        }
    }
}

private func bytesUpToNUL(_ pointer: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    var next = unsafe pointer
    while unsafe next.pointee != 0 {
        bytes.append(UInt8(bitPattern: unsafe next.pointee))
        unsafe next += 1
    }
    return bytes
}
