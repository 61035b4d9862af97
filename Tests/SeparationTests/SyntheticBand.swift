import DSP
import Glibc
import Tracks

/// A band made of formulas: drum strokes, a bass tone, a panned chord and a centred voice with vibrato.
struct SyntheticBand {
    static let sampleRateHz = 44_100
    let stems: [Stem: AudioBuffer]

    init(seconds: Double) {
        let count = Int(seconds * Double(Self.sampleRateHz))
        stems = [
            .drums: Self.stereo(Self.drums(count), pan: 0.05),
            .bass: Self.stereo(Self.bass(count), pan: 0),
            .other: Self.stereo(Self.chord(count), pan: 0.4),
            .vocals: Self.stereo(Self.voice(count), pan: 0),
        ]
    }

    var mix: AudioBuffer { Self.sum(stems.values.map(\.self)) }

    /// The same with equal channels.
    var inMono: SyntheticBand {
        SyntheticBand(
            stems: stems.mapValues { AudioBuffer(sampleRateHz: Self.sampleRateHz, channels: [$0.mono, $0.mono]) })
    }

    private init(stems: [Stem: AudioBuffer]) { self.stems = stems }

    static func sum(_ buffers: [AudioBuffer]) -> AudioBuffer {
        var sum = AudioBuffer(
            sampleRateHz: sampleRateHz, channelCount: 2, frameCount: buffers.first?.frameCount ?? 0)
        for buffer in buffers {
            for channel in 0..<2 {
                for i in 0..<sum.frameCount { sum.channels[channel][i] += buffer.channels[channel][i] }
            }
        }
        return sum
    }

    /// Reproducible noise in -1...1.
    static func noise(_ count: Int, seed: UInt64 = 1) -> [Float] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 23) - 1
        }
    }

    private static func stereo(_ signal: [Float], pan: Float) -> AudioBuffer {
        AudioBuffer(sampleRateHz: sampleRateHz, channels: [signal.map { $0 * (1 - pan) }, signal.map { $0 * (1 + pan) }])
    }

    private static func time(_ i: Int) -> Double { Double(i) / Double(sampleRateHz) }

    /// A burst of noise every half second, gone after a tenth.
    private static func drums(_ count: Int) -> [Float] {
        let noise = noise(count, seed: 5)
        return (0..<count).map { i in
            let sinceStroke = time(i).truncatingRemainder(dividingBy: 0.5)
            return 0.4 * noise[i] * Float(exp(-sinceStroke / 0.03))
        }
    }

    /// Four harmonics, a new note every second.
    private static func bass(_ count: Int) -> [Float] {
        let notes = [55.0, 65.41, 49.0, 73.42]
        return (0..<count).map { i in
            let note = notes[Int(time(i)) % notes.count]
            return (1...4).reduce(Float(0)) { sum, h in
                sum + 0.2 / Float(h) * Float(sin(2 * Double.pi * note * Double(h) * time(i)))
            }
        }
    }

    /// A steady triad.
    private static func chord(_ count: Int) -> [Float] {
        (0..<count).map { i in
            [220.0, 277.18, 329.63].reduce(Float(0)) { sum, note in
                sum
                    + (1...6).reduce(Float(0)) { partials, h in
                        partials + 0.06 / Float(h) * Float(sin(2 * Double.pi * note * Double(h) * time(i)))
                    }
            }
        }
    }

    /// Twelve harmonics about 440 Hz, moved by a semitone at 5.5 Hz; sings for three of every four seconds.
    private static func voice(_ count: Int) -> [Float] {
        var phase = 0.0
        return (0..<count).map { i in
            let t = time(i)
            phase += 2 * Double.pi * 440 * pow(2, sin(2 * Double.pi * 5.5 * t) / 12) / Double(sampleRateHz)
            let sings = t.truncatingRemainder(dividingBy: 4) < 3
            return sings
                ? (1...12).reduce(Float(0)) { $0 + 0.15 / Float($1) * Float(sin(Double($1) * phase)) } : 0
        }
    }
}
