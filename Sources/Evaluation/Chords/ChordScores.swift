/// All scores of an annotation of chords against a reference.
public struct ChordScores: Sendable {
    /// How much of the time the chords are equal by one comparison.
    public struct Accuracy: Equatable, Sendable {
        /// Share of the comparable time with equal chords, 0...1; `nil` where no time is comparable.
        public var score: Double?
        /// Share of the time with a reference chord inside the comparison's vocabulary, 0...1.
        public var comparableShare: Double

        /// A score and the share of the time it speaks for.
        public init(score: Double?, comparableShare: Double) {
            self.score = score
            self.comparableShare = comparableShare
        }
    }

    /// By comparison.
    public let accuracies: [ChordComparison: Accuracy]
    /// 1 where no reference chord is cut into pieces.
    public let overSegmentation: Double
    /// 1 where no estimated chord spans several reference chords.
    public let underSegmentation: Double

    /// The smaller of both ("MeanSeg" of MIREX).
    public var segmentation: Double { min(overSegmentation, underSegmentation) }

    /// The accuracy by a comparison; `nil` where nothing is comparable.
    public subscript(comparison: ChordComparison) -> Double? { accuracies[comparison]?.score }

    /// Scores chords over the reference's extent; where the estimate has none, "N" is taken.
    ///
    /// - Throws: for an empty reference and for labels that are not Harte's.
    public init(reference: LabelledSpans, estimate: LabelledSpans) throws(EvaluationError) {
        guard let start = reference.start, let end = reference.end else {
            throw EvaluationError("The reference has no chords; give at least one span.")
        }
        let adjusted = estimate.adjusted(from: start, to: end, startLabel: "N", endLabel: "N")
        let labels = (try Self.parsed(reference), try Self.parsed(adjusted))
        let chords = (labels.0.map { EncodedChord($0) }, labels.1.map { EncodedChord($0) })
        let merged = LabelledSpans.merged(reference: reference, estimate: adjusted)
        let total = merged.reduce(0) { $0 + $1.duration }
        accuracies = Dictionary(
            uniqueKeysWithValues: ChordComparison.allCases.map { comparison in
                var (equal, comparable) = (0.0, 0.0)
                for span in merged {
                    let isEqual = comparison.isEqual(
                        reference: chords.0[span.reference], estimate: chords.1[span.estimate])
                    guard let isEqual else { continue }
                    comparable += span.duration
                    if isEqual { equal += span.duration }
                }
                return (
                    comparison,
                    Accuracy(score: comparable > 0 ? equal / comparable : nil, comparableShare: comparable / total)
                )
            })
        let segments = (
            ChordSegmentation.joined(reference, labels: labels.0), ChordSegmentation.joined(adjusted, labels: labels.1)
        )
        overSegmentation = 1 - ChordSegmentation.directionalHammingDistance(from: segments.0, to: segments.1)
        underSegmentation = 1 - ChordSegmentation.directionalHammingDistance(from: segments.1, to: segments.0)
    }

    private static func parsed(_ spans: LabelledSpans) throws(EvaluationError) -> [HarteLabel] {
        var known: [String: HarteLabel] = [:]
        var labels: [HarteLabel] = []
        for span in spans.spans {
            let label: HarteLabel
            if let seen = known[span.label] { label = seen } else { label = try HarteLabel(span.label) }
            known[span.label] = label
            labels.append(label)
        }
        return labels
    }
}
