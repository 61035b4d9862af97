/// Why something with models cannot be done.
public struct ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Who or what is at fault.
    public enum Kind: Sendable {
        /// There is no such model, or it is not installed.
        case unknown
        /// The weights are not what they should be.
        case unsuitable
        /// They cannot be fetched, at least not now.
        case unavailable
        /// Another command works on the models at this moment.
        case busy
        /// The disk or the permissions.
        case storage
        /// The list of models cannot be used.
        case manifest
    }

    /// Who or what is at fault.
    public let kind: Kind
    /// What was seen and what to do, in sentences.
    public let description: String

    /// Names a fault.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
