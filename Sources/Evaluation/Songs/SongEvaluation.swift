public import Tracks

/// The row of one song: how an analysis compares with the truth.
public struct SongEvaluation: Equatable, Sendable {
    /// How sure an analyser was, and whether it was right.
    public struct Reliability: Equatable, Sendable {
        /// 0...1.
        public var confidence: Double
        /// Whether the answer was right.
        public var isRight: Bool

        /// A confidence and what came of it.
        public init(confidence: Double, isRight: Bool) {
            self.confidence = confidence
            self.isRight = isRight
        }
    }

    /// The true meter, and whether it was found.
    public struct MeterOutcome: Equatable, Sendable {
        /// "6/8", or the beats in a bar where the truth tells no more.
        public var truth: String
        /// Whether it was found.
        public var isRight: Bool
    }

    /// The true genre and the one that was found.
    public struct GenreOutcome: Equatable, Hashable, Sendable {
        /// As the truth has it.
        public var truth: String
        /// As it was found; "" for nothing.
        public var estimate: String
    }

    /// Name of the song.
    public let name: String
    /// The figures that truth and estimate allow.
    public internal(set) var scores: [SongMetric: Double] = [:]
    /// How the key lies to the true one.
    public internal(set) var keyRelation: KeyRelation?
    /// The meter.
    public internal(set) var meter: MeterOutcome?
    /// Confidence in the key, right where it is exact.
    public internal(set) var keyReliability: Reliability?
    /// Confidence in the tempo, right within 4 %.
    public internal(set) var tempoReliability: Reliability?
    /// Confidence in the meter.
    public internal(set) var meterReliability: Reliability?
    /// Numbers of cadences of each type; `nil` where they are not known.
    public internal(set) var cadences: CadenceScores?
    /// The true genre and the one that was found.
    public internal(set) var genre: GenreOutcome?

    /// Scores this project's analysis.
    ///
    /// - Throws: for labels, times or keys of the analysis that are none.
    public init(truth: SongTruth, analysis: TrackAnalysis) throws(EvaluationError) {
        try self.init(truth: truth, estimate: SongEstimate(analysis))
    }

    /// Scores any analyser's results.
    public init(truth: SongTruth, estimate: SongEstimate) throws(EvaluationError) {
        name = truth.name
        scoreBeats(truth, estimate)
        scoreTempo(truth, estimate)
        scoreMeter(truth, estimate)
        try scoreKey(truth, estimate)
        try scoreChords(truth, estimate)
        try scoreSections(truth, estimate)
        try scoreTheory(truth, estimate)
    }

    /// Mean of the headline figures that the song has; `nil` without any.
    public var headline: Double? {
        let values = SongMetric.headline.compactMap { scores[$0] }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
