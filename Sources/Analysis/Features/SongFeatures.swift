/// Everything that is kept of a song's sound for the estimators.
struct SongFeatures: Sendable {
    /// Samples of the mix at 44,100 Hz.
    var sampleCount = 0
    /// Onsets and timbre of the mix.
    var mix = OnsetFeatures()
    /// Onsets of the drums, where a drum stem was given.
    var drums: OnsetFeatures?
    /// Pitches of the mix.
    var pitches = PitchSpectrum()
    /// Pitches of the bass, where a bass stem was given.
    var bassPitches: PitchSpectrum?

    var durationSeconds: Double { Double(sampleCount) / 44100 }
}

extension SongFeatures {
    /// From the first to the last sound that is not silence beside the rest, in seconds; `nil` for silence.
    var musicSeconds: ClosedRange<Double>? {
        let loud = mix.power.filter { $0 > 1e-9 }.sorted()
        guard let level = loud.isEmpty ? nil : loud[loud.count * 9 / 10], level > 1e-8 else { return nil }
        let threshold = 3e-4 * level
        guard let first = mix.power.firstIndex(where: { $0 > threshold }),
            let last = mix.power.lastIndex(where: { $0 > threshold })
        else { return nil }
        return Double(first) / OnsetFeatures.frameRateHz...Double(last + 1) / OnsetFeatures.frameRateHz
    }
}
