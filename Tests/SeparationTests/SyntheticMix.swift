import DSP
import Glibc
import Tracks

/// A few bars of music made of sines and noise, with its true stems.
struct SyntheticMix {
    static let sampleRateHz = 44_100
    let stems: [Stem: AudioBuffer]
    let mix: AudioBuffer

    init(seconds: Int) {
        let count = seconds * Self.sampleRateHz
        stems = [
            .vocals: Self.stereo(Self.voice(count), pan: 0), .drums: Self.stereo(Self.strokes(count), pan: 0.1),
            .bass: Self.stereo(Self.bassLine(count), pan: 0), .other: Self.stereo(Self.chords(count), pan: -0.4),
        ]
        var mix = AudioBuffer(sampleRateHz: Self.sampleRateHz, channelCount: 2, frameCount: count)
        for stem in Stem.standard {
            for channel in 0..<2 {
                for i in 0..<count { mix.channels[channel][i] += stems[stem]?.channels[channel][i] ?? 0 }
            }
        }
        self.mix = mix
    }

    private static func stereo(_ signal: [Float], pan: Float) -> AudioBuffer {
        AudioBuffer(
            sampleRateHz: sampleRateHz, channels: [signal.map { $0 * (1 - pan) }, signal.map { $0 * (1 + pan) }])
    }

    /// A harmonic tone whose pitch is given second by second of its course.
    private static func tone(
        _ count: Int, harmonicCount: Int, level: Float, pitchHz: (Double) -> Double, envelope: (Double) -> Double
    ) -> [Float] {
        var phase = 0.0
        return (0..<count).map { i in
            let time = Double(i) / Double(sampleRateHz)
            phase += 2 * Double.pi * pitchHz(time) / Double(sampleRateHz)
            var sum = 0.0
            for h in 1...harmonicCount { sum += sin(phase * Double(h)) / Double(h) }
            return level * Float(sum * envelope(time))
        }
    }

    /// Singing with vibrato, a note each second with a pause after it.
    private static func voice(_ count: Int) -> [Float] {
        let notesHz = [330.0, 370, 415, 494]
        return tone(count, harmonicCount: 12, level: 0.12) { time in
            notesHz[Int(time) % 4] * pow(2, 0.4 / 12 * sin(2 * Double.pi * 5.5 * time))
        } envelope: { time in
            let position = time - time.rounded(.down)
            return max(0, min(1, min(position / 0.06, (0.8 - position) / 0.06)))
        }
    }

    /// Bursts of noise that die away, on every half of a second.
    private static func strokes(_ count: Int) -> [Float] {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<count).map { i in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let time = Double(i % (sampleRateHz / 2)) / Double(sampleRateHz)
            return 0.4 * Float(exp(-time / 0.03)) * (Float(state >> 40) / Float(1 << 23) - 1)
        }
    }

    private static func bassLine(_ count: Int) -> [Float] {
        let notesHz = [55.0, 73.4, 82.4, 61.7]
        return tone(count, harmonicCount: 4, level: 0.25) {
            notesHz[Int($0 * 2) % 4]
        } envelope: { time in
            let position = (time * 2 - (time * 2).rounded(.down)) / 2
            return min(1, position / 0.01) * exp(-position / 0.6)
        }
    }

    /// A chord of steady tones, another one every four seconds.
    private static func chords(_ count: Int) -> [Float] {
        var sum = [Float](repeating: 0, count: count)
        for semitones in [0, 4, 7, 12] {
            let rootsHz = [261.6, 220.0, 293.7]
            let note = tone(count, harmonicCount: 5, level: 0.05) { time in
                rootsHz[Int(time / 4) % 3] * pow(2, Double(semitones) / 12)
            } envelope: { _ in
                1
            }
            for i in sum.indices { sum[i] += note[i] }
        }
        return sum
    }
}
