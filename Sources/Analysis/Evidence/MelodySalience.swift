import Glibc

/// How strongly each semitone of a singer's range sounds with its harmonics, frame by frame.
struct MelodySalience {
    /// E2, MIDI 40.
    static let lowestNote = 40
    /// Up to C6.
    static let noteCount = 45
    private static let harmonicCount = 8
    /// A harmonic counts this much less than the one below it.
    private static let decay: Float = 0.8

    /// Salience [frames, noteCount], 1 being the loudest frames' best.
    private(set) var values: [Float]
    let frameCount: Int

    /// - Parameter tuningSemitones: how much higher than A4 = 440 Hz the recording is tuned.
    init(_ spectrum: PitchSpectrum, tuningSemitones: Double) {
        frameCount = spectrum.frameCount
        values = Array(repeating: 0, count: frameCount * MelodySalience.noteCount)
        let bandCount = PitchSpectrum.bandCount
        let places = MelodySalience.bands(tuningSemitones: tuningSemitones)
        var roots = [Float](repeating: 0, count: bandCount)
        for frame in 0..<frameCount {
            // The square root keeps one loud harmonic from deciding alone.
            for band in 0..<bandCount {
                roots[band] = max(0, Float(spectrum.magnitudes[frame * bandCount + band])).squareRoot()
            }
            for note in 0..<MelodySalience.noteCount {
                var (sum, weight): (Float, Float) = (0, 1)
                for harmonic in 0..<MelodySalience.harmonicCount {
                    let band = places[note * MelodySalience.harmonicCount + harmonic]
                    guard band < bandCount else { break }
                    // A voice wavers about its note: the louder of the band and its neighbours, which count less.
                    let beside = max(band > 0 ? roots[band - 1] : 0, band + 1 < bandCount ? roots[band + 1] : 0)
                    sum += weight * max(roots[band], 0.8 * beside)
                    weight *= MelodySalience.decay
                }
                values[frame * MelodySalience.noteCount + note] = sum
            }
        }
        normalise()
    }

    /// Salience of a note of the range, counted from `lowestNote`.
    subscript(frame: Int, note: Int) -> Float { values[frame * MelodySalience.noteCount + note] }

    /// How far a note stands out of the rest of its frame, 0...1.
    func prominence(of note: Int, frame: Int) -> Float {
        let row = values[frame * MelodySalience.noteCount..<(frame + 1) * MelodySalience.noteCount]
        let here = self[frame, note]
        let mean = row.reduce(0, +) / Float(MelodySalience.noteCount)
        return here > 0 ? max(0, (here - mean) / here) : 0
    }

    private mutating func normalise() {
        let peaks = (0..<frameCount).map { frame in
            values[frame * MelodySalience.noteCount..<(frame + 1) * MelodySalience.noteCount].max() ?? 0
        }
        let level = peaks.sorted()[min(peaks.count - 1, peaks.count * 9 / 10)]
        guard level > 0 else { return }
        for index in values.indices { values[index] /= level }
    }

    /// The band of each harmonic of each note.
    private static func bands(tuningSemitones: Double) -> [Int] {
        (0..<noteCount).flatMap { note in
            (1...harmonicCount).map { harmonic in
                let semitones =
                    Double(note + lowestNote - PitchSpectrum.lowestNote) + tuningSemitones
                    + 12 * log2(Double(harmonic))
                return max(0, Int((semitones * Double(PitchSpectrum.bandsPerSemitone)).rounded()))
            }
        }
    }
}
