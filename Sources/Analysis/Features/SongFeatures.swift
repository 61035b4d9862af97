/// Everything that is kept of a song's sound: onsets of every part, pitches of the pitched ones, and what the rhythm
/// network heard.
struct SongFeatures: Sendable {
    /// Samples of the mix at 44,100 Hz.
    var sampleCount = 0
    var onsets: [SoundPart: OnsetBands] = [:]
    var pitches: [SoundPart: PitchSpectrum] = [:]
    var rhythm = RhythmActivations()
    /// Whether stems were given; otherwise every part but the vocals is the mix.
    var hasStems = false

    var durationSeconds: Double { Double(sampleCount) / 44100 }
}

extension SongFeatures {
    /// Clearer tunings than this are believed.
    private static let clearTuning = 0.05

    /// How the recording is tuned, in semitones above A4 = 440 Hz, and how clearly, 0...1.
    var tuning: (semitones: Double, clarity: Double) { (pitches[.mix] ?? PitchSpectrum()).tuning }

    /// The tuning where it is clear, else 0.
    var tuningSemitones: Double { hasScale ? tuning.semitones : 0 }

    /// Whether the spectral peaks keep to a scale at all; those of noise lie anywhere.
    var hasScale: Bool { tuning.clarity > SongFeatures.clearTuning }

    /// From the first to the last sound that is not silence beside the rest, in seconds; `nil` for silence.
    var musicSeconds: ClosedRange<Double>? {
        let power = onsets[.mix]?.power ?? []
        let loud = power.filter { $0 > 1e-9 }.sorted()
        guard let level = loud.isEmpty ? nil : loud[loud.count * 9 / 10], level > 1e-8 else { return nil }
        let threshold = 3e-4 * level
        guard let first = power.firstIndex(where: { $0 > threshold }),
            let last = power.lastIndex(where: { $0 > threshold })
        else { return nil }
        return Double(first) / OnsetBands.frameRateHz...Double(last + 1) / OnsetBands.frameRateHz
    }
}
