import Glibc

/// Folds notes in halves of bars into pitch classes.
struct BarPitchClasses {
    /// Boundaries of the halves of bars in seconds.
    let halves: [Double]
    let tuningSemitones: Double

    init(barLines: [Double], tuningSemitones: Double) {
        var halves: [Double] = []
        for (start, end) in zip(barLines, barLines.dropFirst()) { halves += [start, (start + end) / 2] }
        if let end = barLines.last { halves.append(end) }
        self.halves = halves
        self.tuningSemitones = tuningSemitones
    }

    /// Compressed strengths [halves, 12] of notes weighted by a raised cosine over MIDI numbers.
    func folded(_ pitches: PitchSpectrum, centre: Double, halfWidth: Double) -> [Float] {
        let notes = NoteActivations(pitches, tuningSemitones: tuningSemitones, boundaries: halves)
        let weights = (0..<PitchSpectrum.noteCount).map { note -> Float in
            let distance = abs(Double(note + PitchSpectrum.lowestNote) - centre) / halfWidth
            return distance < 1 ? Float(0.5 + 0.5 * cos(.pi * distance)) : 0
        }
        // Next to silence the spectrum's own noise is not music.
        let loudest = notes.levels.max() ?? 0
        var chroma = [Float](repeating: 0, count: notes.stretchCount * 12)
        for half in 0..<notes.stretchCount where notes.levels[half] > max(1e-4, 0.01 * loudest) {
            let base = half * PitchSpectrum.noteCount
            for note in 0..<PitchSpectrum.noteCount {
                chroma[half * 12 + (note + PitchSpectrum.lowestNote) % 12] += weights[note] * notes.values[base + note]
            }
            for i in 0..<12 { chroma[half * 12 + i] = log1pf(chroma[half * 12 + i]) }
        }
        return chroma
    }

    /// Expected tones and bass notes [halves, 12] of what the harmony network heard.
    func expected(_ heard: CellChroma) -> (tones: [Float], basses: [Float]) {
        let halfCount = max(0, halves.count - 1)
        var tones = [Float](repeating: 0, count: halfCount * 12)
        var basses = tones
        var half = 0
        for cell in 0..<heard.cellCount {
            let centre = (heard.boundaries[cell] + heard.boundaries[cell + 1]) / 2
            while half + 1 < halfCount, halves[half + 1] <= centre { half += 1 }
            guard half < halfCount else { break }
            for i in 0..<12 {
                tones[half * 12 + i] += heard.treble[cell * 12 + i]
                basses[half * 12 + i] += heard.bass[cell * 12 + i]
            }
        }
        return (tones, basses)
    }
}
