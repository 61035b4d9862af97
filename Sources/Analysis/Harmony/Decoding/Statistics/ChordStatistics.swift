import Glibc
import MusicTheory

/// What chords do in popular songs, as counted over the McGill Billboard annotations (Burgoyne, Wild & Fujinaga, ISMIR
/// 2011; CC0) by training/chord-statistics: the same in every key.
struct ChordStatistics: Sendable {
    /// Read once.
    static let shared = ChordStatistics()

    /// Log share of time [24 keys, 157 states].
    let shares: [Double]
    /// Log-probability of the next chord, given that the chord changes [157 states, 157 states], by key index; the last
    /// one is for an unknown key. A chord does not follow itself.
    let transitions: [[Double]]
    /// Log-probability that the bass is so many semitones above the root [13 qualities, 12].
    let basses: [Double]
    /// Log-probability of the next key at a change of key [24, 24]; a key does not follow itself.
    let keyChanges: [Double]

    /// Index into `transitions` where the key is not known.
    static let unknownKey = 24

    private init() {
        let byMode = PackedTable(ChordStatisticsTables.shares).values
        let count = ChordStates.count
        var shares = [Double](repeating: 0, count: 24 * count)
        for key in Key.all {
            let mode = key.mode == .major ? 0 : 1
            for state in 0..<count {
                let relative = ChordStates.transposed(state, by: -key.tonic.semitone)
                shares[key.index * count + state] = byMode[mode * count + relative]
            }
        }
        self.shares = shares
        let expansion = ChordTransitionExpansion()
        var transitions = Key.all.map { expansion.transitions(in: $0) }
        transitions.append(ChordTransitionExpansion.mixture(transitions, shares: shares))
        self.transitions = transitions
        basses = ChordStatisticsTables.basses.flatMap { row in
            let total = Double(row.reduce(0, +)) + 24
            return row.map { log((Double($0) + 2) / total) }
        }
        keyChanges = ChordStatistics.keyChanges(ChordStatisticsTables.tonicChanges)
    }

    private static func keyChanges(_ counts: [Int]) -> [Double] {
        let tonics = counts.map { Double($0) + 1 }
        let total = tonics.reduce(0, +)
        var result = [Double](repeating: -.infinity, count: 24 * 24)
        for from in Key.all {
            for to in Key.all where to != from {
                let interval = from.tonic.interval(to: to.tonic)
                // Annotations have no change of mode on one tonic by name; a section or so in a hundred has one.
                let sameMode = interval == 0 ? 0 : 0.8
                let share = interval == 0 ? 0.08 : 0.92 * tonics[interval] / (total - tonics[0])
                let mode = from.mode == to.mode ? sameMode : 1 - sameMode
                result[from.index * 24 + to.index] = log(share * mode)
            }
        }
        return result
    }
}
