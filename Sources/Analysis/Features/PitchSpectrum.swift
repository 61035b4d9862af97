import Glibc

/// Spectra over a logarithmic frequency axis, three bands to the semitone from A0, in time; kept at half precision
/// because an hour of them is held in memory.
struct PitchSpectrum: Sendable {
    static let bandsPerSemitone = 3
    /// MIDI number of the lowest note, A0.
    static let lowestNote = 21
    static let noteCount = 84
    static let lowestHz = 27.5
    static let bandCount = noteCount * bandsPerSemitone
    static let sampleRateHz = 11025.0
    static let frameLength = 4096
    static let hopLength = 512
    static let frameRateHz = sampleRateHz / Double(hopLength)

    /// Magnitudes [frames, bandCount].
    var magnitudes: [Float16] = []
    /// Sum over spectral peaks of magnitude times exp(2 pi i deviation), deviation in semitones from A4 = 440 Hz.
    var tuningReal = 0.0
    var tuningImaginary = 0.0
    /// Sum of the peaks' magnitudes.
    var peakMagnitude = 0.0

    var frameCount: Int { magnitudes.count / PitchSpectrum.bandCount }

    /// Semitones above A4 = 440 Hz that the recording is tuned, -0.5...0.5, and how clearly, 0...1: the circular mean
    /// of the peaks' deviations from the tempered scale.
    var tuning: (semitones: Double, clarity: Double) {
        guard peakMagnitude > 0 else { return (0, 0) }
        let length = (tuningReal * tuningReal + tuningImaginary * tuningImaginary).squareRoot()
        return (atan2(tuningImaginary, tuningReal) / (2 * .pi), length / peakMagnitude)
    }
}
