import Glibc
import MusicTheory

/// Spreads the counted transitions between degrees and families of chords over the chords of a key.
struct ChordTransitionExpansion {
    private static let classCount = 73
    /// Family by quality: major, minor, dominant, suspended, diminished, augmented.
    private static let families = [0, 1, 2, 0, 1, 3, 3, 4, 5, 4, 4, 0, 1]
    /// Whether a quality has more notes than a triad.
    private static let rich = [false, false, true, true, true, false, false, false, false, true, true, true, true]

    private let classes = PackedTable(ChordStatisticsTables.transitions).values
    private let qualities = PackedTable(ChordStatisticsTables.qualities).values

    /// Log-probabilities [157, 157] of the next chord in `key`.
    func transitions(in key: Key) -> [Double] {
        let (count, classCount) = (ChordStates.count, ChordTransitionExpansion.classCount)
        let mode = key.mode == .major ? 0 : 1
        let relatives = (0..<count).map { ChordStates.transposed($0, by: -key.tonic.semitone) }
        let familyClasses = relatives.map { relative in
            relative == 0
                ? 0
                : 1 + 12 * ChordTransitionExpansion.families[ChordStates.qualityIndex(relative)] + (relative - 1) % 12
        }
        var result = [Double](repeating: 0, count: count * count)
        for from in 0..<count {
            let richness = from > 0 && ChordTransitionExpansion.rich[ChordStates.qualityIndex(from)] ? 1 : 0
            let row = (mode * classCount + familyClasses[from]) * classCount
            var total = 0.0
            for to in 0..<count {
                guard to != from else {
                    result[from * count + to] = -.infinity
                    continue
                }
                var value = classes[row + familyClasses[to]]
                if to > 0 {
                    let degree = (relatives[to] - 1) % 12
                    value +=
                        qualities[
                            ((mode * 2 + richness) * 12 + degree) * ChordStates.qualities.count
                                + ChordStates.qualityIndex(to)]
                }
                result[from * count + to] = value
                total += exp(value)
            }
            let correction = log(total)
            for to in 0..<count { result[from * count + to] -= correction }
        }
        return result
    }

    /// The transitions in an unknown key: those in all keys, weighted by how usual the first chord is in each.
    static func mixture(_ transitions: [[Double]], shares: [Double]) -> [Double] {
        let count = ChordStates.count
        var result = [Double](repeating: 0, count: count * count)
        for from in 0..<count {
            var weights = Key.all.map { key in
                // Four songs in five are in major.
                exp(shares[key.index * count + from]) * (key.mode == .major ? 0.8 : 0.2)
            }
            let total = weights.reduce(0, +)
            for key in weights.indices {
                weights[key] /= total
                for to in 0..<count where to != from {
                    result[from * count + to] += weights[key] * exp(transitions[key][from * count + to])
                }
            }
        }
        for index in result.indices { result[index] = log(result[index]) }
        return result
    }
}
