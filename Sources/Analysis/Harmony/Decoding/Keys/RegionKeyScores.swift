import Glibc
import MusicTheory

/// How well the 24 keys fit a whole region: a logistic model on how usual its chords and their successions are in a
/// key, where the region begins, rests and ends, and what the network heard; the same weights for all tonics.
struct RegionKeyScores {
    /// Weights of the features, fitted on decoded chords of the training songs (training/chord-statistics).
    static let weights: [Double] = [0.7, 3.7, 0.5, 1.3, 1.8, -0.5]

    private let evidence: KeyEvidence
    private let heardWeight, readWeight: Double

    init(_ evidence: KeyEvidence, parameters: HarmonyDecoderParameters) {
        self.evidence = evidence
        heardWeight = parameters.regionKeyEvidence
        readWeight = parameters.regionKeyReadingEvidence
    }

    /// Log-probabilities (up to a constant) of `Key.all` in a stretch of cells; all alike where there are no chords.
    func scores(in cells: Range<Int>, temperature: Double) -> [Double] {
        let region = RegionChords(evidence.segments, cells: cells)
        guard !region.states.isEmpty else { return Array(repeating: 0, count: 24) }
        // A chord or two prove little, however long they last.
        let reliance = min(1, Double(region.states.count + 1) / 12) / temperature
        return Key.all.map { key in
            let networks =
                heardWeight * mean(evidence.heard, of: key, in: cells)
                + readWeight * mean(evidence.read, of: key, in: cells)
            return zip(RegionKeyScores.weights, features(of: key, region)).reduce(networks) {
                $0 + $1.0 * $1.1
            } * reliance
        }
    }

    /// The mean over some cells of what was summed up [cells + 1, 24].
    private func mean(_ sums: [Double], of key: Key, in cells: Range<Int>) -> Double {
        (sums[cells.upperBound * 24 + key.index] - sums[cells.lowerBound * 24 + key.index]) / Double(cells.count)
    }

    /// Probabilities of `Key.all`.
    func probabilities(in cells: Range<Int>, temperature: Double) -> [Double] {
        let scores = scores(in: cells, temperature: temperature)
        let highest = scores.reduce(-.infinity, max)
        let weights = scores.map { exp($0 - highest) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// Mean log share of time; mean log-probability of successions; whether the last and the first chord are the
    /// tonic; share of changes from the dominant to the tonic; whether the mode is minor.
    func features(of key: Key, _ region: RegionChords) -> [Double] {
        let statistics = ChordStatistics.shared
        let count = ChordStates.count
        var share = 0.0
        for (state, length) in zip(region.states, region.lengths) {
            share += Double(length) * statistics.shares[key.index * count + state]
        }
        share /= Double(region.lengths.reduce(0, +))
        var (succession, cadences) = (0.0, 0.0)
        for (from, to) in region.successions {
            succession += statistics.transitions[key.index][from * count + to]
            if isDominant(from, of: key), isTonic(to, of: key) { cadences += 1 }
        }
        let changes = Double(max(1, region.successions.count))
        return [
            share, succession / changes, region.states.last.map { isTonic($0, of: key) } == true ? 1 : 0,
            region.states.first.map { isTonic($0, of: key) } == true ? 1 : 0, min(0.25, cadences / max(4, changes)),
            key.mode == .minor ? 1 : 0,
        ]
    }

    private func isTonic(_ state: Int, of key: Key) -> Bool {
        ChordStates.root(state) == key.tonic
            && ChordStates.quality(state).hasMinorThird == (key.mode == .minor)
    }

    private func isDominant(_ state: Int, of key: Key) -> Bool {
        key.tonic.interval(to: ChordStates.root(state)) == 7 && [0, 2].contains(ChordStates.qualityIndex(state))
    }
}

/// The chords of a region, without the stretches that have none.
struct RegionChords {
    /// States in order, with the cells each lasts inside the region.
    private(set) var states: [Int] = []
    private(set) var lengths: [Int] = []
    /// Chords that follow each other at once.
    private(set) var successions: [(from: Int, to: Int)] = []

    init(_ segments: [ChordSegment], cells: Range<Int>) {
        var previous = ChordStates.none
        for segment in segments where segment.cells.overlaps(cells) {
            defer { previous = segment.state }
            guard segment.state != ChordStates.none else { continue }
            states.append(segment.state)
            lengths.append(segment.cells.clamped(to: cells).count)
            if previous != ChordStates.none { successions.append((previous, segment.state)) }
        }
    }
}
