import DSP
import Evaluation
import Separation
import Testing
import Tracks

@Suite struct SpectralSeparatorLevelTests {
    private func stems(of mix: AudioBuffer) throws -> [Stem: AudioBuffer] {
        let sinks = Dictionary(uniqueKeysWithValues: Stem.standard.map { ($0, BufferSink()) })
        try SpectralSeparator().separate(BufferSource(mix), into: sinks, threadCount: 2) { _ in }
        return sinks.compactMapValues(\.buffer)
    }

    private func stereo(_ left: [Float], _ right: [Float]) -> AudioBuffer {
        AudioBuffer(sampleRateHz: 44_100, channels: [left, right])
    }

    @Test func `every stem is told from the others without stereo too`() throws {
        let song = SyntheticMix(seconds: 12)
        let mono = song.mix.mono
        let stems = try stems(of: stereo(mono, mono))
        let leastDecibels: [Stem: Double] = [.vocals: 3, .drums: 5, .bass: 5, .other: 1]
        for (stem, least) in leastDecibels {
            let estimate = try #require(stems[stem]).mono
            let reference = try #require(song.stems[stem]).mono
            let ratio = try #require(SignalToDistortionRatio.plain(estimate: [estimate], reference: [reference]))
            #expect(ratio > least, "\(stem): \(ratio) dB")
        }
    }

    @Test func `a quieter mix gives the same stems, quieter`() throws {
        let mix = SyntheticMix(seconds: 5).mix
        let quiet = AudioBuffer(sampleRateHz: 44_100, channels: mix.channels.map { $0.map { $0 / 64 } })
        let (stems, quietStems) = (try stems(of: mix), try stems(of: quiet))
        for stem in Stem.standard {
            let louder = try #require(quietStems[stem]).channels.map { $0.map { $0 * 64 } }
            let expected = try #require(stems[stem]).channels
            let ratio = try #require(SignalToDistortionRatio.plain(estimate: louder, reference: expected))
            #expect(ratio > 60, "\(stem): \(ratio) dB")
        }
    }

    @Test(arguments: [1e-38, 1e-20, 1e-6, 1, 1e6] as [Float])
    func `signals of any level, in and out of phase, give finite stems`(level: Float) throws {
        let steady = [Float](repeating: level, count: 30_000)
        let alternating = steady.indices.map { $0 % 2 == 0 ? level : -level }
        for mix in [stereo(steady, steady), stereo(steady, alternating), stereo(alternating, steady.map { -$0 })] {
            for buffer in try stems(of: mix).values {
                #expect(buffer.channels.allSatisfy { $0.allSatisfy { $0.isFinite } })
            }
        }
    }

    @Test func `samples far beyond full scale count as silence`() throws {
        var mix = SyntheticMix(seconds: 1).mix
        var clean = mix
        for (i, value) in [(100, Float(3e38)), (20_000, -1e30)] {
            mix.channels[1][i] = value
            clean.channels[1][i] = 0
        }
        #expect(try stems(of: mix) == stems(of: clean))
    }
}
