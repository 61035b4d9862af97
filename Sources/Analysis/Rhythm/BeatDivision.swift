import MusicTheory

/// Whether beats divide in two or in three, from what begins between them.
struct BeatDivision {
    /// Mean onset strength at the halves, and the weaker of those at the first and second thirds, of the beats.
    let halves: Float
    let thirds: Float

    /// `strength` is onset strength at 100 frames per second, `beats` are times in seconds.
    init(strength: [Float], beats: [Double]) {
        func mean(_ place: Double) -> Float {
            var sum: Float = 0
            for (start, end) in zip(beats, beats.dropFirst()) {
                let frame = Int(((start + place * (end - start)) * OnsetBands.frameRateHz).rounded())
                var largest: Float = 0
                for near in max(0, frame - 1)...max(0, frame + 1) where near < strength.count {
                    largest = max(largest, strength[near])
                }
                sum += largest
            }
            return sum / Float(max(1, beats.count - 1))
        }
        halves = mean(0.5)
        // In swing only the second third is played.
        thirds = min(mean(1.0 / 3), mean(2.0 / 3))
    }

    var isTriple: Bool { thirds > 1.2 * halves && thirds > 0.3 }

    /// The usual way to write bars of so many beats.
    func meter(beatsPerBar: Int, bpm: Double) -> Meter? {
        let (numerator, denominator) =
            switch beatsPerBar {
            case 2...4 where isTriple: (3 * beatsPerBar, 8)
            case 6: bpm > 120 ? (6, 8) : (6, 4)
            case 7: bpm > 160 ? (7, 8) : (7, 4)
            default: (beatsPerBar, 4)
            }
        return Meter(numerator: numerator, denominator: denominator)
    }
}
