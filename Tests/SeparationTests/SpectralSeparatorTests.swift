import DSP
import Evaluation
import Glibc
import Separation
import Testing
import Tracks

@Suite struct SpectralSeparatorTests {
    private func stems(
        of mix: AudioBuffer, threadCount: Int = 2, blockLength: Int = .max
    ) throws -> [Stem: AudioBuffer] {
        let sinks = Dictionary(uniqueKeysWithValues: Stem.standard.map { ($0, BufferSink()) })
        try SpectralSeparator().separate(
            BlockSource(mix, blockLength: blockLength), into: sinks, threadCount: threadCount
        ) { _ in }
        return sinks.mapValues {
            $0.buffer ?? AudioBuffer(sampleRateHz: mix.sampleRateHz, channelCount: 2, frameCount: 0)
        }
    }

    /// Energy of what the stems lack to the mix, in decibels relative to the mix.
    private func residualDecibels(_ stems: [Stem: AudioBuffer], _ mix: AudioBuffer) -> Double {
        var (error, energy) = (0.0, 0.0)
        for channel in 0..<2 {
            for i in 0..<mix.frameCount {
                let sum = stems.values.reduce(0) { $0 + $1.channels[channel][i] }
                error += pow(Double(sum - mix.channels[channel][i]), 2)
                energy += pow(Double(mix.channels[channel][i]), 2)
            }
        }
        // As a ratio even of denormals; nothing but silence adds up to silence.
        return energy > 0 ? 10 * log10(error / energy) : error > 0 ? .infinity : -.infinity
    }

    @Test func `every stem of a simple song is told from the others`() throws {
        let song = SyntheticMix(seconds: 12)
        let stems = try stems(of: song.mix)
        let leastDecibels: [Stem: Double] = [.vocals: 4, .drums: 5, .bass: 5, .other: 3]
        for (stem, least) in leastDecibels {
            let estimate = try #require(stems[stem])
            let reference = try #require(song.stems[stem])
            let ratio = try #require(
                SignalToDistortionRatio.plain(estimate: estimate.channels, reference: reference.channels))
            #expect(ratio > least, "\(stem): \(ratio) dB")
        }
    }

    @Test func `the stems add up to the mix, over the borders of segments too`() throws {
        let mix = SyntheticMix(seconds: 23).mix
        #expect(residualDecibels(try stems(of: mix), mix) < -100)
    }

    @Test(arguments: [0, 1, 2, 100, 1023, 1024, 4097, 44_100, 435_488, 441_000, 441_001, 446_512, 446_513, 900_000])
    func `every stem is exactly as long as the mix`(frameCount: Int) throws {
        let song = SyntheticMix(seconds: 21).mix
        let mix = song.frames(0..<frameCount)
        let stems = try stems(of: mix)
        for stem in Stem.standard { #expect(stems[stem]?.frameCount == frameCount) }
        if frameCount > 0 { #expect(residualDecibels(stems, mix) < -100) }
    }

    @Test func `neither the number of threads nor the size of the blocks changes a bit`() throws {
        let mix = SyntheticMix(seconds: 35).mix.frames(0..<(34 * 44_100 + 123))
        let expected = try stems(of: mix, threadCount: 1)
        #expect(try stems(of: mix, threadCount: 3) == expected)
        #expect(try stems(of: mix, threadCount: 2, blockLength: 997) == expected)
    }

    @Test func `silence stays silent`() throws {
        let silence = AudioBuffer(sampleRateHz: 44_100, channelCount: 2, frameCount: 500_000)
        for buffer in try stems(of: silence).values { #expect(buffer == silence) }
    }

    @Test(arguments: HostileSignal.allCases)
    func `hostile signals give finite stems that add up`(signal: HostileSignal) throws {
        let samples = signal.samples(100_000)
        let mix = AudioBuffer(
            sampleRateHz: 44_100, channels: [samples, signal.isOneSided ? samples.map { _ in 0 } : samples])
        let stems = try stems(of: mix)
        for buffer in stems.values { #expect(buffer.channels.allSatisfy { $0.allSatisfy(\.isFinite) }) }
        #expect(residualDecibels(stems, mix) < -100)
    }

    @Test func `samples that are not finite count as silence`() throws {
        var mix = SyntheticMix(seconds: 3).mix
        var clean = mix
        for (i, value) in [(5000, Float.nan), (50_000, .infinity), (100_000, -.infinity)] {
            mix.channels[0][i] = value
            clean.channels[0][i] = 0
        }
        #expect(try stems(of: mix) == stems(of: clean))
    }

    @Test func `equal channels give stems with equal channels`() throws {
        let mono = SyntheticMix(seconds: 4).mix.mono
        let stems = try stems(of: AudioBuffer(sampleRateHz: 44_100, channels: [mono, mono]))
        for buffer in stems.values { #expect(buffer.channels[0] == buffer.channels[1]) }
    }

    @Test func `only the stems that are asked for are written`() throws {
        let mix = SyntheticMix(seconds: 2).mix
        let sink = BufferSink()
        try SpectralSeparator().separate(BufferSource(mix), into: [.drums: sink], threadCount: 1) { _ in }
        #expect(sink.buffer == (try stems(of: mix)[.drums]))
    }

    @Test func `a wrong rate and a mono mix are refused`() {
        let slow = BufferSource(AudioBuffer(sampleRateHz: 22_050, channelCount: 2, frameCount: 10))
        #expect(throws: SeparationError.wrongSampleRate(22_050, required: 44_100)) {
            try SpectralSeparator().separate(slow, into: [:], threadCount: 1) { _ in }
        }
        let mono = BufferSource(AudioBuffer(sampleRateHz: 44_100, channelCount: 1, frameCount: 10))
        #expect(throws: SeparationError.wrongChannelCount(1)) {
            try SpectralSeparator().separate(mono, into: [:], threadCount: 1) { _ in }
        }
    }

    @Test func `progress rises to one, and what it throws ends the separation`() throws {
        let mix = SyntheticMix(seconds: 23).mix
        var shares: [Double] = []
        try SpectralSeparator().separate(BufferSource(mix), into: [:], threadCount: 1) { shares.append($0) }
        #expect(shares == shares.sorted() && shares.first == 0 && shares.last == 1 && shares.count > 2)
        let sink = BufferSink()
        #expect(throws: CancellationError.self) {
            try SpectralSeparator().separate(BufferSource(mix), into: [.bass: sink], threadCount: 1) {
                if $0 > 0 { throw CancellationError() }
            }
        }
        #expect((sink.buffer?.frameCount ?? 0) < mix.frameCount)
    }

    @Test func `the engine is found by its name`() {
        #expect(Separators.named("classic") is SpectralSeparator)
        #expect(Separators.named("no such engine") == nil)
    }
}
