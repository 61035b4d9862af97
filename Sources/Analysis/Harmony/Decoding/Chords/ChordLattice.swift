import Glibc
import MusicTheory

/// Everything that chord decoding adds up: evidence by cell, lengths by place in the bar, successions in the key.
struct ChordLattice: Sendable {
    let cellCount: Int
    /// Weighted log-evidence [cells, 157]; the best state of a cell has 0.
    let evidence: [Double]
    /// Weighted log-probabilities of lengths by first cell: `ChordDurations.longest` + 1 entries each.
    let durations: [Double]
    /// Key by cell: an index of `Key.all`, or `ChordStatistics.unknownKey`.
    private(set) var keys: [Int]
    /// Weighted successions [157, 157] of the keys that occur.
    private(set) var successions: [Int: [Double]] = [:]
    /// The largest difference between two of them.
    private(set) var successionRange = 0.0
    /// Weighted log-probability of the first chord [157].
    private(set) var start: [Double] = []

    private let transitionPrior: Double

    static let durationCount = ChordDurations.longest + 1

    /// A lattice in an unknown key.
    init(_ posteriors: HarmonyPosteriors, grid: HarmonyGrid, parameters: HarmonyDecoderParameters) {
        cellCount = posteriors.cellCount
        evidence = ChordLattice.evidence(posteriors, parameters)
        let lengths = ChordDurations(grid)
        var durations = [Double](repeating: 0, count: cellCount * ChordLattice.durationCount)
        for cell in 0..<cellCount {
            for (index, value) in lengths.logProbabilities(from: cell).enumerated() {
                durations[cell * ChordLattice.durationCount + index] = parameters.durationPrior * value
            }
        }
        self.durations = durations
        transitionPrior = parameters.transitionPrior
        keys = []
        setKeys(Array(repeating: ChordStatistics.unknownKey, count: cellCount))
    }

    /// Takes the successions from these keys by cell from now on.
    mutating func setKeys(_ keys: [Int]) {
        precondition(keys.count == cellCount)
        self.keys = keys
        let statistics = ChordStatistics.shared
        for key in Set(keys) where successions[key] == nil {
            let values = statistics.transitions[key].map { transitionPrior * $0 }
            let finite = values.filter { $0 > -.infinity }
            let (lowest, highest) = (finite.reduce(0, min), finite.reduce(-.infinity, max))
            successionRange = max(successionRange, highest - lowest)
            successions[key] = values
        }
        let count = ChordStates.count
        guard let first = keys.first else { return }
        start = (0..<count).map { state in
            if first != ChordStatistics.unknownKey {
                return transitionPrior * statistics.shares[first * count + state]
            }
            // All keys alike: what is left is how usual the quality is.
            let shares = (0..<24).map { exp(statistics.shares[$0 * count + state]) * ($0 < 12 ? 0.8 : 0.2) / 12 }
            return transitionPrior * log(shares.reduce(0, +))
        }
    }

    private static func evidence(_ posteriors: HarmonyPosteriors, _ parameters: HarmonyDecoderParameters) -> [Double] {
        let count = ChordStates.count
        let basses = ChordStatistics.shared.basses.map { exp($0) }
        var result = [Double](repeating: 0, count: posteriors.cellCount * count)
        var bass = [Double](repeating: 0, count: 12)
        for cell in 0..<posteriors.cellCount {
            let bassRow = cell * HarmonyPosteriors.bassCount
            let silent = exp(Double(posteriors.bass[bassRow]))
            // Where no bass is heard, every note is as likely as any other.
            for note in 0..<12 { bass[note] = exp(Double(posteriors.bass[bassRow + 1 + note])) + silent / 12 }
            let row = cell * count
            result[row] = parameters.chordEvidence * Double(posteriors.chords[row])
            var highest = result[row]
            for quality in ChordStates.qualities.indices {
                for root in 0..<12 {
                    var share = 0.0
                    for interval in 0..<12 {
                        share += basses[quality * 12 + interval] * bass[(root + interval) % 12]
                    }
                    let entry = row + 1 + 12 * quality + root
                    result[entry] =
                        parameters.chordEvidence * Double(posteriors.chords[entry])
                        + parameters.bassEvidence * log(max(1e-3, 12 * share))
                    highest = max(highest, result[entry])
                }
            }
            for state in 0..<count { result[row + state] -= highest }
        }
        return result
    }
}
