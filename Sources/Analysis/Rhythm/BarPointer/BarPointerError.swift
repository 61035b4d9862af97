/// Why evidence could not be decoded under the given constraints.
enum BarPointerError: Error, Equatable, CustomStringConvertible {
    /// None of the meters that are left to choose from has 2 to 7 beats.
    case noMeter
    /// A downbeat is demanded where there is no evidence, neither for nor against.
    case downbeatOutsideEvidence(seconds: Double, durationSeconds: Double)
    /// No sequence of bars fits all constraints at once.
    case contradictoryConstraints

    var description: String {
        switch self {
        case .noMeter:
            "None of the allowed meters has 2 to 7 beats in a bar. Allow at least one of them."
        case .downbeatOutsideEvidence(let seconds, let duration):
            "A downbeat is asked for at \(seconds) s, but the song lasts from 0 to \(duration) s. "
                + "Give a time inside it."
        case .contradictoryConstraints:
            "No bars fit the given downbeats, meters and tempo at once. Remove one of them, or allow a wider tempo."
        }
    }
}
