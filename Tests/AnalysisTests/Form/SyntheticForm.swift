@testable import Analysis

/// What would be known of a song made of kinds of bars: kinds differ in harmony, melody, sound and who plays.
struct SyntheticForm {
    /// Kind of each bar.
    var kinds: [Int]
    /// Kinds in which somebody sings.
    var sungKinds: Set<Int> = []
    /// Semitones that each bar is transposed by.
    var transpositions: [Int] = []
    var barSeconds = 2.0

    func input() -> FormInput {
        var input = FormInput()
        var noise = Noise(seed: 11)
        input.barLines = (0...kinds.count).map { Double($0) * barSeconds }
        input.beatsPerBar = 4
        input.hasMusic = true
        input.hasStems = true
        for (bar, kind) in kinds.enumerated() {
            let shift = transpositions.isEmpty ? 0 : transpositions[bar]
            // Four bars of chords that differ by kind.
            let root = (kind * 5 + [0, 7, 9, 5][bar % 4] + shift) % 12
            let chord = [0, kind % 2 == 0 ? 4 : 3, 7].map { (root + $0) % 12 }
            for ring in 0..<FormInput.harmonyRingCount {
                input.harmony += (0..<12).map { pitch in
                    (ring < 2 ? chord.contains(pitch) : pitch == root) ? 1 : 0.05 * abs(noise.next())
                }
            }
            for half in 0..<FormInput.melodyRingCount {
                let sung = (root + kind + half * 4) % 12
                input.melody += (0..<12).map { sungKinds.contains(kind) && $0 == sung ? 1 : 0 }
            }
            input.timbre += (0..<FormInput.timbreSize).map { Float(($0 * (kind + 3)) % 7) / 7 + 0.05 * noise.next() }
            let vocals: Float = sungKinds.contains(kind) ? -6 : -40
            input.levels += [Float(kind % 3) * 2 - 4, -8, -9, vocals, Float(kind % 2) * 4 - 10]
            input.cymbals.append(0.3)
            input.fills.append(0.1)
            input.breaks.append(0)
        }
        return input
    }

    /// Sections of eight bars.
    static func sections(_ kinds: [Int], bars: Int = 8) -> SyntheticForm {
        SyntheticForm(kinds: kinds.flatMap { Array(repeating: $0, count: bars) })
    }
}
