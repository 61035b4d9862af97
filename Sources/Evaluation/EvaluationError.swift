/// An annotation that cannot be scored.
public struct EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was seen and what to do, in sentences.
    public let description: String

    /// Names a fault.
    public init(_ description: String) { self.description = description }
}
