/// A file that stays in the inbox until the user gives what it lacks.
public struct WaitingFile: Sendable, Equatable {
    /// What is to be done with it.
    public var kind: JobKind
    /// Its name for people: valid UTF-8, control characters escaped.
    public var inputName: String
    /// Its name, byte for byte.
    public var inputNameBytes: [UInt8]
    /// Absolute path, byte for byte, of the directory it lies in.
    public var sourceDirectory: [UInt8]
    /// Size in bytes.
    public var sizeBytes: Int64
    /// What it waits for: a sentence for the user.
    public var reason: String

    /// Describes a file that waits.
    public init(
        kind: JobKind, inputName: String, inputNameBytes: [UInt8], sourceDirectory: [UInt8], sizeBytes: Int64,
        reason: String
    ) {
        self.kind = kind
        self.inputName = inputName
        self.inputNameBytes = inputNameBytes
        self.sourceDirectory = sourceDirectory
        self.sizeBytes = sizeBytes
        self.reason = reason
    }
}

/// A file that was moved to `failed/` without ever being claimed.
public struct RefusedFile: Sendable, Equatable {
    /// What was to be done with it.
    public var kind: JobKind
    /// Its name for people: valid UTF-8, control characters escaped.
    public var inputName: String
    /// Its name, byte for byte.
    public var inputNameBytes: [UInt8]
    /// Absolute path, byte for byte, of the directory it was dropped in.
    public var sourceDirectory: [UInt8]
    /// Size in bytes.
    public var sizeBytes: Int64
    /// Why it was refused: a sentence for the user.
    public var reason: String

    /// Describes a file that was refused.
    public init(
        kind: JobKind, inputName: String, inputNameBytes: [UInt8], sourceDirectory: [UInt8], sizeBytes: Int64,
        reason: String
    ) {
        self.kind = kind
        self.inputName = inputName
        self.inputNameBytes = inputNameBytes
        self.sourceDirectory = sourceDirectory
        self.sizeBytes = sizeBytes
        self.reason = reason
    }
}
