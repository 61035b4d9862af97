internal import Glibc

/// Measures of note transcription, as mir_eval 0.8.2 has them (Raffel et al., ISMIR 2014; Hawthorne et al., "Onsets and
/// frames", ISMIR 2018, for velocities). All take notes in any order.
public enum TranscriptionMetrics {
    /// What an estimated note must share with a reference note to count as it.
    public enum Criterion: Hashable, Sendable {
        /// Onset and pitch.
        case onsetAndPitch
        /// Onset, pitch and offset.
        case onsetPitchAndOffset
    }

    /// Notes found by onset, pitch and perhaps offset.
    public static func notes(
        reference: [TranscribedNote], estimate: [TranscribedNote], criterion: Criterion,
        tolerances: TranscriptionTolerances = TranscriptionTolerances()
    ) -> TranscriptionScore {
        score(reference, estimate, pairs: pairs(reference, estimate, criterion, tolerances))
    }

    /// The same, where the velocities must agree too, after the line that fits the estimate's to the reference's best.
    public static func notesWithVelocity(
        reference: [TranscribedNote], estimate: [TranscribedNote], criterion: Criterion,
        tolerances: TranscriptionTolerances = TranscriptionTolerances()
    ) -> TranscriptionScore {
        let pairs = pairs(reference, estimate, criterion, tolerances)
        let lowest = reference.map(\.velocity).min() ?? 0
        let range = max(1, (reference.map(\.velocity).max() ?? 0) - lowest)
        let targets = pairs.map { (reference[$0.reference].velocity - lowest) / range }
        let fitted = leastSquaresLine(pairs.map { estimate[$0.estimate].velocity }, targets)
        let agreeing = pairs.indices.filter { abs(fitted[$0] - targets[$0]) < tolerances.velocity }.map { pairs[$0] }
        return score(reference, estimate, pairs: agreeing)
    }

    /// Notes found by onset alone.
    public static func onsets(
        reference: [TranscribedNote], estimate: [TranscribedNote],
        tolerances: TranscriptionTolerances = TranscriptionTolerances()
    ) -> PrecisionRecall {
        let matching = matching(reference, estimate) { isNear($0.onset, $1.onset, tolerances.onset) }
        return PrecisionRecall(
            hits: matching.count, referenceCount: reference.count, estimateCount: estimate.count)
    }

    /// Notes found by offset alone.
    public static func offsets(
        reference: [TranscribedNote], estimate: [TranscribedNote],
        tolerances: TranscriptionTolerances = TranscriptionTolerances()
    ) -> PrecisionRecall {
        let matching = matching(reference, estimate) { isOffsetNear($0, $1, tolerances) }
        return PrecisionRecall(
            hits: matching.count, referenceCount: reference.count, estimateCount: estimate.count)
    }

    private static func pairs(
        _ reference: [TranscribedNote], _ estimate: [TranscribedNote], _ criterion: Criterion,
        _ tolerances: TranscriptionTolerances
    ) -> [(reference: Int, estimate: Int)] {
        matching(reference, estimate) { truth, note in
            isNear(truth.onset, note.onset, tolerances.onset)
                && abs(1200 * (log2(truth.frequency) - log2(note.frequency))) <= tolerances.pitchCents
                && (criterion == .onsetAndPitch || isOffsetNear(truth, note, tolerances))
        }.pairs
    }

    private static func matching(
        _ reference: [TranscribedNote], _ estimate: [TranscribedNote],
        where isHit: (TranscribedNote, TranscribedNote) -> Bool
    ) -> BipartiteMatching {
        BipartiteMatching(
            candidates: estimate.map { note in reference.indices.filter { isHit(reference[$0], note) } },
            referenceCount: reference.count)
    }

    private static func isOffsetNear(
        _ reference: TranscribedNote, _ estimate: TranscribedNote, _ tolerances: TranscriptionTolerances
    ) -> Bool {
        let tolerance = max(tolerances.offsetRatio * reference.duration, tolerances.minimumOffset)
        return isNear(reference.offset, estimate.offset, tolerance)
    }

    /// Distances count to a tenth of a millisecond, as in the reference implementation.
    private static func isNear(_ first: Double, _ second: Double, _ tolerance: Double) -> Bool {
        (abs(first - second) * 1e4).rounded(.toNearestOrEven) / 1e4 <= tolerance
    }

    private static func score(
        _ reference: [TranscribedNote], _ estimate: [TranscribedNote], pairs: [(reference: Int, estimate: Int)]
    ) -> TranscriptionScore {
        let overlaps = pairs.reduce(0) { sum, pair in
            let (truth, note) = (reference[pair.reference], estimate[pair.estimate])
            let both = min(truth.offset, note.offset) - max(truth.onset, note.onset)
            return sum + both / (max(truth.offset, note.offset) - min(truth.onset, note.onset))
        }
        return TranscriptionScore(
            notes: PrecisionRecall(
                hits: pairs.count, referenceCount: reference.count, estimateCount: estimate.count),
            averageOverlapRatio: pairs.isEmpty ? 0 : overlaps / Double(pairs.count))
    }

    /// The values of `x` on the line through (`x`, `y`) with the least square error.
    private static func leastSquaresLine(_ x: [Double], _ y: [Double]) -> [Double] {
        let count = Double(x.count)
        let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        let variance = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        let slope = variance > 0 ? covariance / variance : 0
        return x.map { meanY + slope * ($0 - meanX) }
    }
}
