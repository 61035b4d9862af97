/// What an analyser says of a question.
public enum Answer<Value: Sendable>: Sendable {
    /// It does not answer such questions: it is not scored.
    case notAsked
    /// It found nothing: that is wrong where there is something.
    case nothing
    case found(Value)

    /// What was found.
    public var value: Value? {
        if case .found(let value) = self { value } else { nil }
    }

    /// Whether there is an answer to score.
    public var isAsked: Bool {
        if case .notAsked = self { false } else { true }
    }
}

extension Answer: Equatable where Value: Equatable {}
