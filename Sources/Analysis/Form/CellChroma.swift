import Glibc
import MusicTheory

/// Which pitch classes are to be expected in each cell of a song, from what the harmony network heard.
struct CellChroma: Sendable {
    /// Edges of the cells in seconds.
    let boundaries: [Double]
    /// Expected tones of the chord [cells, 12].
    let treble: [Float]
    /// Probabilities of the bass note [cells, 12].
    let bass: [Float]

    var cellCount: Int { max(0, boundaries.count - 1) }

    init(_ heard: HarmonyPosteriors, boundaries: [Double]) {
        self.boundaries = boundaries
        var treble = [Float](repeating: 0, count: heard.cellCount * 12)
        var bass = treble
        let intervals = ChordStates.qualities.map(\.intervals)
        for cell in 0..<heard.cellCount {
            for state in 1..<ChordStates.count {
                let probability = expf(heard.chords[cell * ChordStates.count + state])
                guard probability > 0.01 else { continue }
                for interval in intervals[(state - 1) / 12] {
                    treble[cell * 12 + (state - 1 + interval) % 12] += probability
                }
            }
            for pitchClass in 0..<12 {
                bass[cell * 12 + pitchClass] =
                    expf(heard.bass[cell * HarmonyPosteriors.bassCount + 1 + pitchClass])
            }
        }
        self.treble = treble
        self.bass = bass
    }
}
