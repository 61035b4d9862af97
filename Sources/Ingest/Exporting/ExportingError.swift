/// Why exported files cannot be written.
public struct ExportingError: Error, CustomStringConvertible, Equatable, Sendable {
    /// What it is about, for exit codes.
    public enum Kind: Sendable, Equatable {
        /// The song lacks something.
        case song
        /// A file is in the way.
        case target
    }

    /// What it is about.
    public let kind: Kind
    /// What was seen and what to do, in full sentences.
    public let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
