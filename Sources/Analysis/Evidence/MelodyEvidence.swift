import Glibc
import Interpretation

/// The sung melody, or without singing the leading one: from the vocals' spectrum where there is one, else from the other
/// instruments' or the mix's.
///
/// Salience by harmonic summation (Salamon & Gomez, Melody Extraction from Polyphonic Music Signals Using Pitch Contour
/// Characteristics, IEEE TASLP 20(6), 2012, simplified), the best path by Viterbi's algorithm over semitones and silence.
enum MelodyEvidence {
    /// Shorter notes are ornaments or accidents, in seconds.
    static let shortestSeconds = 0.1

    /// The melody's notes in order, without overlaps; none where there is nothing to hear.
    static func melody(of features: SongFeatures) -> [MelodyNote] {
        guard let spectrum = spectrum(of: features) else { return [] }
        let salience = MelodySalience(spectrum, tuningSemitones: features.tuningSemitones)
        let path = MelodyPath(salience).notes
        return notes(path, salience: salience)
    }

    /// Vocals with less than this share of the mix's magnitude are what the separation let through.
    private static let leastVocals: Float = 0.05

    private static func spectrum(of features: SongFeatures) -> PitchSpectrum? {
        func total(_ part: SoundPart) -> Float {
            (features.pitches[part]?.magnitudes ?? []).reduce(0) { $0 + Float($1) }
        }
        let isSung = total(.vocals) > leastVocals * total(.mix)
        let parts: [SoundPart] = isSung ? [.vocals] : [.other, .mix]
        return parts.lazy.compactMap { features.pitches[$0] }.first { $0.frameCount > 1 }
    }

    /// Runs of one note as stretches of time.
    private static func notes(_ path: [Int?], salience: MelodySalience) -> [MelodyNote] {
        var notes: [MelodyNote] = []
        var start = 0
        while start < path.count {
            var end = start + 1
            while end < path.count, path[end] == path[start] { end += 1 }
            defer { start = end }
            guard let note = path[start] else { continue }
            let seconds = Double(end - start) / PitchSpectrum.frameRateHz
            guard seconds >= shortestSeconds else { continue }
            let sum = (start..<end).reduce(0) { $0 + salience.prominence(of: note, frame: $1) }
            // Frames are centred on multiples of the hop.
            notes.append(
                MelodyNote(
                    startSeconds: max(0, (Double(start) - 0.5) / PitchSpectrum.frameRateHz),
                    endSeconds: (Double(end) - 0.5) / PitchSpectrum.frameRateHz,
                    noteNumber: note + MelodySalience.lowestNote,
                    confidence: min(1, max(0, Double(sum) / Double(end - start)))))
        }
        return notes
    }
}
