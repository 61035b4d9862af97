internal import Glibc
internal import SystemPackage

/// The lock that makes one daemon per home. It lasts as long as the process, however that ends.
public struct HomeLock: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Takes the lock; `nil` where another process holds it.
    ///
    /// A command that only asks (`isHeld`) holds it for a moment, so it is tried for a second.
    public init?(_ home: MusigenHome) throws(FileSystemError) {
        descriptor = try DurableFiles.open(
            home.lock, .readWrite, options: [.create, .closeOnExec, .noFollow], permissions: .init(rawValue: 0o600))
        var attempts = 0
        while flock(descriptor.rawValue, LOCK_EX | LOCK_NB) != 0 {
            attempts += 1
            guard attempts < 20 else {
                try? descriptor.close()
                return nil
            }
            usleep(50_000)
        }
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor.rawValue, 0)
        _ = try? descriptor.writeAll(toAbsoluteOffset: 0, text)
    }

    deinit { try? descriptor.close() }

    /// The process that holds the lock, or `nil` where no daemon runs.
    public static func holder(of home: MusigenHome) -> Int32? {
        guard let descriptor = try? FileDescriptor.open(home.lock, .readOnly, options: [.closeOnExec]) else {
            return nil
        }
        defer { try? descriptor.close() }
        if flock(descriptor.rawValue, LOCK_SH | LOCK_NB) == 0 { return nil }
        let bytes = (try? DurableFiles.read(home.lock, maximumBytes: 64)) ?? []
        return Int32(String(decoding: bytes, as: UTF8.self).filter(\.isNumber)) ?? 0
    }
}
