public import FoundationEssentials

/// An installed model.
public struct ModelRow: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it does, such as "separation".
    public var task: String
    /// SHA-256 of its weights, lower-case hexadecimal.
    public var sha256: String
    /// The licence of its weights.
    public var licence: String
    /// When it was installed.
    public var installedAt: Date

    /// An installed model.
    public init(name: String, task: String, sha256: String, licence: String, installedAt: Date) {
        self.name = name
        self.task = task
        self.sha256 = sha256
        self.licence = licence
        self.installedAt = installedAt
    }
}
