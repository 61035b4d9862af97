import Glibc

/// What the rhythm network sees of a song, 100 times a second: onset strengths and levels of every part by groups of
/// bands, and how much the harmony and the bass change over several spans of time.
struct RhythmInput: Sendable {
    static let frameRateHz = OnsetBands.frameRateHz
    /// Reaches in seconds over which the harmony before and after a frame is compared.
    static let noveltyReaches = [0.25, 0.5, 1, 2]
    /// Strokes that stand out further count as this many standard deviations.
    private static let largest: Float = 6
    /// Channels: strengths and levels by part, then novelty of treble and of bass.
    static let channelCount = SoundPart.allCases.reduce(0) { $0 + 2 * $1.onsetGroupCount } + 2 * noveltyReaches.count

    /// Standardised values [channelCount, frameCount].
    let values: [Float]
    let frameCount: Int
}

extension RhythmInput {
    /// Each channel is standardised over the song; a part that hardly sounds stays small.
    init(_ features: SongFeatures, tuningSemitones: Double) {
        let frameCount = features.onsets[.mix]?.frameCount ?? 0
        self.frameCount = frameCount
        var values: [Float] = []
        values.reserveCapacity(RhythmInput.channelCount * frameCount)
        for part in SoundPart.allCases {
            let onsets = features.onsets[part] ?? OnsetBands()
            for (series, floor) in [(onsets.flux, Float(0.02)), (onsets.levels, 0.1)] {
                for group in 0..<part.onsetGroupCount {
                    var channel = [Float](repeating: 0, count: frameCount)
                    for frame in 0..<min(frameCount, onsets.frameCount) {
                        channel[frame] = Float(series[frame * OnsetBands.groupCount + group])
                    }
                    values += RhythmInput.standardised(channel, smallestDeviation: floor)
                }
            }
        }
        let curves = [
            ChromaCurve(features.pitches[.mix] ?? PitchSpectrum(), tuningSemitones: tuningSemitones),
            ChromaCurve(
                features.pitches[.bass] ?? PitchSpectrum(), tuningSemitones: tuningSemitones,
                notes: ChromaCurve.bassNotes),
        ]
        for curve in curves {
            for reach in RhythmInput.noveltyReaches {
                let channel = RhythmInput.novelty(curve, reachSeconds: reach, frameCount: frameCount)
                values += RhythmInput.standardised(channel, smallestDeviation: 0.05)
            }
        }
        self.values = values
    }

    /// Novelty at the rate of the spectra, with straight lines in between.
    private static func novelty(_ curve: ChromaCurve, reachSeconds: Double, frameCount: Int) -> [Float] {
        let ratio = ChromaCurve.frameRateHz / frameRateHz
        let coarse = (0..<Int(Double(frameCount) * ratio) + 2).map {
            curve.novelty(atSeconds: Double($0) / ChromaCurve.frameRateHz, reachSeconds: reachSeconds)
        }
        return (0..<frameCount).map { frame in
            let place = Double(frame) * ratio
            let low = Int(place)
            let share = Float(place - Double(low))
            return coarse[low] * (1 - share) + coarse[low + 1] * share
        }
    }

    private static func standardised(_ channel: [Float], smallestDeviation: Float) -> [Float] {
        var (sum, squares) = (0.0, 0.0)
        for value in channel {
            sum += Double(value)
            squares += Double(value) * Double(value)
        }
        let count = Double(max(1, channel.count))
        let mean = sum / count
        let deviation = max(smallestDeviation, Float(max(0, squares / count - mean * mean).squareRoot()))
        return channel.map { min(largest, ($0 - Float(mean)) / deviation) }
    }
}
