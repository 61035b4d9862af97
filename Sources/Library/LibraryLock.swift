internal import Glibc
internal import SystemPackage

/// The lock that changes of library entries take turns with: the daemon replacing an entry, a command correcting or
/// removing one. It is held for moments, and ends with the process however that ends. It does not nest.
public enum LibraryLock {
    /// Does something while nobody else changes the library.
    ///
    /// - Parameters:
    ///   - waitSeconds: how long to wait for others; each takes moments.
    ///   - whileWaiting: called about ten times a second meanwhile; what it throws ends the waiting.
    /// - Throws: `FileSystemError` with `resourceTemporarilyUnavailable` where another process keeps the lock, and what
    ///   `body` throws.
    public static func hold<Value>(
        _ home: MusigenHome, waitSeconds: Double = 10, whileWaiting: () throws -> Void = {},
        _ body: () throws -> Value
    ) throws -> Value {
        let path = home.libraryLock
        let descriptor = try DurableFiles.open(
            path, .readWrite, options: [.create, .closeOnExec, .noFollow], permissions: .init(rawValue: 0o600))
        defer { try? descriptor.close() }
        var attempts = 0
        while flock(descriptor.rawValue, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw FileSystemError("locking", path, Errno(rawValue: errno))
            }
            guard Double(attempts) < waitSeconds * 10 else {
                throw FileSystemError("locking", path, .resourceTemporarilyUnavailable)
            }
            attempts += 1
            try whileWaiting()
            usleep(100_000)
        }
        return try body()
    }

    /// Does something if nobody else is changing the library at the moment; otherwise nothing.
    public static func holdIfFree(_ home: MusigenHome, _ body: () throws -> Void) throws {
        var isBegun = false
        do {
            try hold(home, waitSeconds: 0) {
                isBegun = true
                try body()
            }
        } catch let error as FileSystemError where error.errno == .resourceTemporarilyUnavailable && !isBegun {
            return
        }
    }
}
