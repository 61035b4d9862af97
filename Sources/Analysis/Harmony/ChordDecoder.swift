import MusicTheory

/// The most likely chord of every stretch: Viterbi decoding where a change costs more on weak beats.
struct ChordDecoder {
    /// Log-probabilities [stretches, ChordVocabulary.count].
    let logProbabilities: [Float]
    let stretchCount: Int
    /// Price of a change of chord at the beginning of each stretch.
    let changePrices: [Float]
    /// Preference of each chord, such as its place in the key.
    var bias = [Float](repeating: 0, count: ChordVocabulary.count)

    /// States by stretch.
    func decode() -> [Int] {
        guard stretchCount > 0 else { return [] }
        let count = ChordVocabulary.count
        var scores = (0..<count).map { logProbabilities[$0] + bias[$0] }
        var previous = [UInt8](repeating: 0, count: stretchCount * count)
        for stretch in 1..<max(1, stretchCount) {
            let best = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
            let changed = scores[best] - changePrices[stretch]
            for state in 0..<count {
                let stays = scores[state] >= changed
                previous[stretch * count + state] = UInt8(stays ? state : best)
                scores[state] = max(scores[state], changed) + logProbabilities[stretch * count + state] + bias[state]
            }
        }
        var state = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
        var path = [Int](repeating: 0, count: stretchCount)
        for stretch in stride(from: stretchCount - 1, through: 0, by: -1) {
            path[stretch] = state
            state = Int(previous[stretch * count + state])
        }
        return path
    }
}
