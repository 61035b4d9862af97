import DSP
import Evaluation
import Separation
import Testing
import Tracks

@Suite struct SpectralSeparatorTests {
    private func separate(
        _ mix: AudioBuffer, threadCount: Int = 2, blockLength: Int = .max
    ) throws -> [Stem: AudioBuffer] {
        let sinks = Dictionary(uniqueKeysWithValues: Stem.allCases.map { ($0, BufferSink()) })
        let source = BlockSource(mix, blockLength: blockLength)
        try SpectralSeparator().separate(source, into: sinks, threadCount: threadCount) { _ in }
        return sinks.compactMapValues(\.buffer)
    }

    private func stereo(_ signal: [Float]) -> AudioBuffer {
        AudioBuffer(sampleRateHz: 44_100, channels: [signal, signal.reversed()])
    }

    /// Level of what the stems do not add up to, against the mix.
    private func residualDecibels(_ stems: [Stem: AudioBuffer], _ mix: AudioBuffer) -> Double? {
        SignalToDistortionRatio.plain(
            estimate: SyntheticBand.sum(stems.values.map(\.self)).channels, reference: mix.channels
        ).map { -$0 }
    }

    @Test func `each stem of a synthetic band is found`() throws {
        let band = SyntheticBand(seconds: 12)
        let stems = try separate(band.mix)
        let required: [Stem: Double] = [.vocals: 4, .drums: 8, .bass: 8, .other: 4]
        for (stem, decibels) in required {
            let ratio = SignalToDistortionRatio.plain(
                estimate: try #require(stems[stem]).channels, reference: try #require(band.stems[stem]).channels)
            #expect(try #require(ratio) > decibels, "\(stem)")
        }
    }

    @Test func `each stem is found in mono too`() throws {
        let band = SyntheticBand(seconds: 12).inMono
        let stems = try separate(band.mix)
        let required: [Stem: Double] = [.vocals: 3, .drums: 6, .bass: 6, .other: 2]
        for (stem, decibels) in required {
            let estimate = try #require(stems[stem])
            #expect(estimate.channels[0] == estimate.channels[1])
            let ratio = SignalToDistortionRatio.plain(
                estimate: estimate.channels, reference: try #require(band.stems[stem]).channels)
            #expect(try #require(ratio) > decibels, "\(stem)")
        }
    }

    @Test func `the stems add up to the mix across segments`() throws {
        let mix = SyntheticBand(seconds: 23).mix
        let stems = try separate(mix)
        #expect(try #require(residualDecibels(stems, mix)) < -120)
    }

    @Test(arguments: [1, 2, 100, 1024, 4095, 44_100, 441_000, 441_001, 446_000, 446_512, 446_513, 485_100])
    func `the stems are exactly as long as the mix and add up to it`(count: Int) throws {
        let mix = stereo(SyntheticBand.noise(count))
        let stems = try separate(mix)
        #expect(stems.count == 4)
        for stem in stems.values { #expect(stem.frameCount == count && stem.channelCount == 2) }
        #expect(try #require(residualDecibels(stems, mix)) < -100)
    }

    @Test func `an empty mix gives empty stems`() throws {
        let stems = try separate(AudioBuffer(sampleRateHz: 44_100, channelCount: 2, frameCount: 0))
        #expect(stems.values.allSatisfy(\.isEmpty))
    }

    @Test func `the number of threads changes nothing`() throws {
        let mix = SyntheticBand(seconds: 34).mix
        let one = try separate(mix, threadCount: 1)
        #expect(try separate(mix, threadCount: 2) == one)
        #expect(try separate(mix, threadCount: 5) == one)
    }

    @Test func `the size of the blocks changes nothing`() throws {
        let mix = SyntheticBand(seconds: 12).mix
        let whole = try separate(mix)
        #expect(try separate(mix, blockLength: 1) == whole)
        #expect(try separate(mix, blockLength: 997) == whole)
    }

    @Test func `a mix of unknown length gives the same stems`() throws {
        let mix = SyntheticBand(seconds: 12).mix
        let sinks = Dictionary(uniqueKeysWithValues: Stem.allCases.map { ($0, BufferSink()) })
        let source = BlockSource(mix, blockLength: 5000, tellsLength: false)
        try SpectralSeparator().separate(source, into: sinks, threadCount: 2) { _ in }
        #expect(sinks.compactMapValues(\.buffer) == (try separate(mix)))
    }

    @Test func `a quieter mix gives the same stems, quieter`() throws {
        let mix = SyntheticBand(seconds: 5).mix
        let quiet = AudioBuffer(sampleRateHz: 44_100, channels: mix.channels.map { $0.map { $0 / 64 } })
        let (stems, quietStems) = (try separate(mix), try separate(quiet))
        for stem in Stem.allCases {
            let scaled = try #require(quietStems[stem]).channels.map { $0.map { $0 * 64 } }
            let ratio = SignalToDistortionRatio.plain(
                estimate: scaled, reference: try #require(stems[stem]).channels)
            #expect(try #require(ratio) > 60, "\(stem)")
        }
    }

    @Test func `an engine is found by its name`() {
        for separator in Separators.all {
            #expect(Separators.named(separator.tool.model)?.tool == separator.tool)
        }
        #expect(Separators.named("none of these") == nil)
    }
}
