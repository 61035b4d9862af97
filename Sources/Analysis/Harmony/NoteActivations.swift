import DSP
import Glibc
import Tensors

/// How strongly each note of the piano sounds in each stretch of a song: non-negative least squares on spectra over a
/// logarithmic frequency axis, with a dictionary of notes with harmonics (Mauch & Dixon, Approximate Note Transcription
/// for the Improved Identification of Difficult Chords, ISMIR 2010), by multiplicative updates (Lee & Seung, 2000).
struct NoteActivations: Sendable {
    /// Activations [stretches, noteCount].
    let values: [Float]
    /// What stands out of the spectrum at each note [stretches, noteCount], in standard deviations.
    let saliences: [Float]
    /// Mean magnitude of the stretches' spectra.
    let levels: [Float]
    let stretchCount: Int

    private static let iterationCount = 40
    /// Amplitude of a harmonic relative to the one below.
    private static let harmonicDecay: Float = 0.7
    private static let harmonicCount = 16

    /// Activations in the stretches between successive `boundaries` in seconds.
    init(_ pitches: PitchSpectrum, tuningSemitones: Double, boundaries: [Double]) {
        let (bands, notes) = (PitchSpectrum.bandCount, PitchSpectrum.noteCount)
        stretchCount = max(0, boundaries.count - 1)
        var spectra = [Float](repeating: 0, count: stretchCount * bands)
        var levels = [Float](repeating: 0, count: stretchCount)
        let shift = tuningSemitones * Double(PitchSpectrum.bandsPerSemitone)
        for stretch in 0..<stretchCount {
            let mean = NoteActivations.meanSpectrum(pitches, boundaries[stretch], boundaries[stretch + 1])
            levels[stretch] = mean.reduce(0, +) / Float(bands)
            let salient = salience(shifted(mean, by: shift))
            for band in 0..<bands { spectra[stretch * bands + band] = salient[band] }
        }
        let dictionary = NoteActivations.dictionary()
        // H <- H * (V W') / (H W W'), rows being stretches.
        let target = MatrixProduct.product(
            spectra, dictionary, rows: stretchCount, inner: bands, columns: notes, rightIsTransposed: true)
        let gram = MatrixProduct.product(
            dictionary, dictionary, rows: notes, inner: bands, columns: notes, rightIsTransposed: true)
        var activations = target
        for _ in 0..<NoteActivations.iterationCount {
            let model = MatrixProduct.product(activations, gram, rows: stretchCount, inner: notes, columns: notes)
            for i in activations.indices { activations[i] *= target[i] / (model[i] + 1e-6) }
        }
        values = activations
        self.levels = levels
        saliences = (0..<stretchCount * notes).map { index in
            spectra[index / notes * bands + index % notes * PitchSpectrum.bandsPerSemitone]
        }
    }

    /// The mean of the spectra between two times, those in the middle counting most: the analysis window reaches
    /// 0.2 s to either side.
    private static func meanSpectrum(_ pitches: PitchSpectrum, _ start: Double, _ end: Double) -> [Float] {
        let bands = PitchSpectrum.bandCount
        var sum = [Float](repeating: 0, count: bands)
        guard pitches.frameCount > 0 else { return sum }
        let low = max(0, Int((start * PitchSpectrum.frameRateHz).rounded(.up)))
        let high = min(pitches.frameCount - 1, Int(end * PitchSpectrum.frameRateHz))
        var total: Float = 0
        let frames = low <= high ? low...high : min(low, pitches.frameCount - 1)...min(low, pitches.frameCount - 1)
        for frame in frames {
            let place = (Double(frame) / PitchSpectrum.frameRateHz - start) / max(1e-6, end - start)
            let weight = Float(max(0.05, sin(.pi * min(1, max(0, place)))))
            for band in 0..<bands { sum[band] += weight * Float(pitches.magnitudes[frame * bands + band]) }
            total += weight
        }
        for band in 0..<bands { sum[band] /= total }
        return sum
    }

    /// Spectra of single notes [noteCount, bandCount], each of unit length.
    private static func dictionary() -> [Float] {
        let (bands, notes) = (PitchSpectrum.bandCount, PitchSpectrum.noteCount)
        var matrix = [Float](repeating: 0, count: notes * bands)
        let binHz = PitchSpectrum.sampleRateHz / Double(PitchSpectrum.frameLength)
        for note in 0..<notes {
            var amplitude: Float = 1
            for harmonic in 1...harmonicCount {
                let hz = PitchSpectrum.lowestHz * exp2(Double(note) / 12) * Double(harmonic)
                let place = 12 * Double(PitchSpectrum.bandsPerSemitone) * log2(hz / PitchSpectrum.lowestHz)
                // The window's main lobe is two bins wide to either side.
                let halfWidth = max(1.3, 12 * Double(PitchSpectrum.bandsPerSemitone) * log2(1 + 1.6 * binHz / hz))
                let low = max(0, Int((place - halfWidth).rounded(.up)))
                let high = min(bands - 1, Int(place + halfWidth))
                if low <= high {
                    for band in low...high {
                        let distance = abs(Double(band) - place) / halfWidth
                        matrix[note * bands + band] += amplitude * Float(0.5 + 0.5 * cos(.pi * distance))
                    }
                }
                amplitude *= harmonicDecay
            }
            var power: Float = 0
            for band in 0..<bands { power += matrix[note * bands + band] * matrix[note * bands + band] }
            let scale = 1 / max(1e-6, power.squareRoot())
            for band in 0..<bands { matrix[note * bands + band] *= scale }
        }
        return matrix
    }
}
