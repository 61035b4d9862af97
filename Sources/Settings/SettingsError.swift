/// A configuration that cannot be used.
public struct SettingsError: Error, CustomStringConvertible, Equatable {
    /// What was seen, where, and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}
