internal import MusicTheory

/// How an estimated key lies to the true one.
public enum KeyRelation: String, CaseIterable, Hashable, Sendable {
    case same
    /// A fifth above, in the same mode.
    case fifthAbove = "fifth_above"
    /// A fifth below, in the same mode.
    case fifthBelow = "fifth_below"
    /// The same key signature in the other mode.
    case relative
    /// The same tonic in the other mode.
    case parallel
    case other

    /// The relation of an estimate to a reference.
    public init(reference: AnnotatedKey, estimate: AnnotatedKey) {
        if reference == estimate {
            self = .same
            return
        }
        guard let referenceTonic = reference.tonic, let estimateTonic = estimate.tonic else {
            self = .other
            return
        }
        let hasSameScale = reference.scale == estimate.scale
        switch (referenceTonic.interval(to: estimateTonic), hasSameScale) {
        case (7, true): self = .fifthAbove
        case (5, true): self = .fifthBelow
        case (9, false) where reference.scale == .major: self = .relative
        case (3, false) where reference.scale == .minor: self = .relative
        case (0, false): self = .parallel
        default: self = .other
        }
    }

    /// Points of the MIREX Audio Key Detection task.
    ///
    /// - Parameter allowsDescendingFifths: whether a fifth below counts as much as a fifth above, as in the task's
    ///   first years; mir_eval 0.8.2 counts the fifth above only.
    public func weight(allowsDescendingFifths: Bool = false) -> Double {
        switch self {
        case .same: 1
        case .fifthAbove: 0.5
        case .fifthBelow: allowsDescendingFifths ? 0.5 : 0
        case .relative: 0.3
        case .parallel: 0.2
        case .other: 0
        }
    }
}
