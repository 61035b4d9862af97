/// How many notes were found, and how well the found ones overlap.
public struct TranscriptionScore: Equatable, Sendable {
    /// Precision and recall of the notes.
    public var notes: PrecisionRecall
    /// Mean over the pairs of the time that both notes last, as a share of the time that either does; zero without
    /// pairs.
    public var averageOverlapRatio: Double
}
