import Glibc

/// Treble and bass chroma of the stretches between beats.
struct BeatChroma: Sendable {
    /// Chroma of the middle and upper register [stretches, 12], of unit length or zero.
    let treble: [Float]
    /// Chroma of the bass register [stretches, 12], of unit length or zero.
    let bass: [Float]
    /// Whether a stretch has tones at all.
    let sounds: [Bool]
    let stretchCount: Int

    /// Folds note activations; the bass register comes half from `bassNotes` where known.
    init(_ notes: NoteActivations, bassNotes: NoteActivations?) {
        stretchCount = notes.stretchCount
        let trebleWeights = BeatChroma.register(centre: 62.5, halfWidth: 42)
        let bassWeights = BeatChroma.register(centre: 38, halfWidth: 20)
        treble = BeatChroma.folded(notes, trebleWeights)
        var bass = BeatChroma.folded(notes, bassWeights)
        if let bassNotes, bassNotes.stretchCount == notes.stretchCount {
            let extra = BeatChroma.folded(bassNotes, bassWeights)
            for i in bass.indices { bass[i] = 0.5 * (bass[i] + extra[i]) }
        }
        self.bass = bass
        let sorted = notes.levels.sorted()
        let loud = sorted.isEmpty ? 0 : sorted[sorted.count * 8 / 10]
        sounds = notes.levels.map { $0 > max(1e-3, 0.02 * loud) }
    }

    /// How evenly the treble is spread over the twelve pitch classes, on average: 0.3 for one note, 1 for all alike.
    /// Music with chords has 0.45-0.65, under heavy distortion up to 0.7, drums and noise 0.7-0.9.
    var flatness: Double {
        let values = (0..<stretchCount).filter { sounds[$0] }.map { stretch in
            (0..<12).reduce(0.0) { $0 + Double(treble[stretch * 12 + $1]) } / 12.0.squareRoot()
        }
        return values.isEmpty ? 1 : values.reduce(0, +) / Double(values.count)
    }

    /// Weights by note: a raised cosine over MIDI numbers.
    private static func register(centre: Double, halfWidth: Double) -> [Float] {
        (0..<PitchSpectrum.noteCount).map { note in
            let distance = abs(Double(note + PitchSpectrum.lowestNote) - centre) / halfWidth
            return distance < 1 ? Float(0.5 + 0.5 * cos(.pi * distance)) : 0
        }
    }

    private static func folded(_ notes: NoteActivations, _ weights: [Float]) -> [Float] {
        var chroma = [Float](repeating: 0, count: notes.stretchCount * 12)
        for stretch in 0..<notes.stretchCount {
            let base = stretch * PitchSpectrum.noteCount
            for note in 0..<PitchSpectrum.noteCount {
                chroma[stretch * 12 + (note + PitchSpectrum.lowestNote) % 12] +=
                    weights[note] * notes.values[base + note]
            }
            var power: Float = 0
            for i in 0..<12 { power += chroma[stretch * 12 + i] * chroma[stretch * 12 + i] }
            let scale = power > 1e-6 ? 1 / power.squareRoot() : 0
            for i in 0..<12 { chroma[stretch * 12 + i] *= scale }
        }
        return chroma
    }
}
