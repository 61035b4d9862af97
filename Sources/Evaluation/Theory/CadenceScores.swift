/// How many cadences of each type were found, to be added up over songs.
public struct CadenceScores: Equatable, Sendable {
    /// Numbers of one type.
    public struct Counts: Equatable, Sendable {
        /// Cadences found within the window.
        public var hits = 0
        /// Cadences of the reference.
        public var reference = 0
        /// Cadences of the estimate.
        public var estimate = 0

        /// Precision, recall and F-measure.
        public var precisionRecall: PrecisionRecall {
            PrecisionRecall(hits: hits, referenceCount: reference, estimateCount: estimate)
        }
    }

    /// By type; a type that neither side has is absent.
    public private(set) var counts: [String: Counts] = [:]

    /// No songs yet.
    public init() {}

    /// Counts the cadences of one song: one of the estimate hits one of the same type whose goal begins no further away
    /// than `windowSeconds` (half a bar is usual), each at most once.
    public init(reference: [CadenceEvent], estimate: [CadenceEvent], windowSeconds: Double) {
        for type in Set((reference + estimate).map(\.type)) {
            let times = reference.filter { $0.type == type }.map(\.timeSeconds)
            let found = estimate.filter { $0.type == type }.map(\.timeSeconds)
            let matching = EventMatching.matching(reference: times, estimate: found, window: windowSeconds)
            counts[type] = Counts(hits: matching.count, reference: times.count, estimate: found.count)
        }
    }

    /// The score of a type; `nil` where neither side has one.
    public subscript(type: String) -> PrecisionRecall? { counts[type]?.precisionRecall }

    /// All types together; `nil` without any cadence on either side.
    public var all: PrecisionRecall? {
        guard !counts.isEmpty else { return nil }
        var sum = Counts()
        for one in counts.values { sum.add(one) }
        return sum.precisionRecall
    }

    /// Adds another song's counts.
    public mutating func add(_ other: CadenceScores) {
        for (type, one) in other.counts { counts[type, default: Counts()].add(one) }
    }
}

extension CadenceScores.Counts {
    fileprivate mutating func add(_ other: CadenceScores.Counts) {
        hits += other.hits
        reference += other.reference
        estimate += other.estimate
    }
}
