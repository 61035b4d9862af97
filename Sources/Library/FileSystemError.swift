public import SystemPackage

/// A file operation that the system refused, with its reason.
public struct FileSystemError: Error, CustomStringConvertible, Equatable, Sendable {
    /// What was tried, such as "rename".
    public let operation: String
    /// On what.
    public let path: FilePath
    /// The system's reason.
    public let errno: Errno

    /// Names a refused operation.
    public init(_ operation: String, _ path: FilePath, _ errno: Errno) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// What was seen and what to do, in a sentence.
    public var description: String { "\(operation) of \(DisplayName.of(path)) failed: \(errno)" }

    /// Whether the disk (or the quota) is full.
    public var isOutOfSpace: Bool { [.noSpace, .diskQuotaExceeded].contains(errno) }
    /// Whether something outside the song is at fault, which only the user can change.
    public var isEnvironmental: Bool {
        isOutOfSpace
            || [
                .readOnlyFileSystem, .permissionDenied, .notPermitted, .tooManyOpenFiles,
                .resourceTemporarilyUnavailable,
            ].contains(errno)
    }
}

extension Errno {
    static var diskQuotaExceeded: Errno { Errno(rawValue: 122) }
}
