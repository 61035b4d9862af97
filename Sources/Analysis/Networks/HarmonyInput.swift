import Glibc

/// What the harmony network sees of a song, cell by cell (usually half beats): how strongly each note sounds in each
/// part, by non-negative least squares and as it stands in the spectrum, and how loud the parts are.
struct HarmonyInput: Sendable {
    /// Notes from C0, eight octaves.
    static let noteCount = 96
    /// Two views of each pitched part.
    static let viewCount = 2 * SoundPart.pitched.count
    static let levelCount = SoundPart.pitched.count

    /// Strengths of notes [cells, viewCount, noteCount], compressed.
    let notes: [Float]
    /// Levels of the parts relative to the song's loudest cell [cells, levelCount]: 1 the loudest, 0 silence.
    let levels: [Float]
    let cellCount: Int
}

extension HarmonyInput {
    /// The cells between successive `boundaries` in seconds.
    init(_ features: SongFeatures, tuningSemitones: Double, boundaries: [Double]) {
        let cellCount = max(0, boundaries.count - 1)
        self.cellCount = cellCount
        let (views, width) = (HarmonyInput.viewCount, HarmonyInput.noteCount)
        var notes = [Float](repeating: 0, count: cellCount * views * width)
        var levels = [Float](repeating: 0, count: cellCount * HarmonyInput.levelCount)
        // A0 is the tenth note of its octave.
        let offset = PitchSpectrum.lowestNote - 12
        var loudest: Float = 1e-6
        for (index, part) in SoundPart.pitched.enumerated() {
            let activations = NoteActivations(
                features.pitches[part] ?? PitchSpectrum(), tuningSemitones: tuningSemitones, boundaries: boundaries)
            if part == .mix { loudest = activations.levels.reduce(loudest, max) }
            for cell in 0..<cellCount {
                let source = cell * PitchSpectrum.noteCount
                let target = (cell * views + 2 * index) * width + offset
                for note in 0..<PitchSpectrum.noteCount {
                    notes[target + note] = log1pf(activations.values[source + note])
                    notes[target + width + note] = log1pf(max(0, activations.saliences[source + note]))
                }
                let level = log10f(activations.levels[cell] / loudest + 1e-4)
                levels[cell * HarmonyInput.levelCount + index] = max(0, 1 + level / 4)
            }
        }
        self.notes = notes
        self.levels = levels
    }
}
