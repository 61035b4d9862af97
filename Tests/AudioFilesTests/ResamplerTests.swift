import AudioFiles
import DSP
import Glibc
import Testing

@Suite struct ResamplerTests {
    private static let ratios = [
        (8000, 44_100), (11_025, 44_100), (22_050, 44_100), (32_000, 44_100), (48_000, 44_100), (96_000, 44_100),
        (192_000, 44_100), (44_100, 48_000), (44_100, 22_050), (44_101, 44_100), (37_123, 44_100),
    ]

    private func tone(_ frequencyHz: Double, rate: Int, count: Int) -> [Float] {
        (0..<count).map { Float(sin(2 * .pi * frequencyHz * Double($0) / Double(rate) + 0.3)) }
    }

    /// Largest difference to the same tone at the output rate, in decibels below full scale, away from the ends.
    private func errorDecibels(_ frequencyHz: Double, from: Int, to: Int) -> Double {
        let input = AudioBuffer(sampleRateHz: from, channels: [tone(frequencyHz, rate: from, count: from / 2)])
        let output = Resampler.convert(input, toRateHz: to).channels[0]
        let expected = tone(frequencyHz, rate: to, count: output.count)
        let margin = to / 20
        let error = (margin..<output.count - margin).reduce(0.0) { max($0, abs(Double(output[$1] - expected[$1]))) }
        return 20 * log10(max(error, 1e-12))
    }

    @Test(arguments: ratios)
    func `tones of the pass band come out in place and at their level`(from: Int, to: Int) {
        let nyquist = Double(min(from, to)) / 2
        for part in [0.01, 0.1, 0.33, 0.6, 0.8, 0.9] {
            #expect(errorDecibels(part * nyquist, from: from, to: to) < -85)
        }
    }

    @Test(arguments: ratios.filter { $0.0 > $0.1 })
    func `tones above the new Nyquist frequency are gone`(from: Int, to: Int) {
        let (lowest, highest) = (Double(to) / 2 * 1.0005, Double(from) / 2)
        for part in [0, 0.1, 0.3, 0.5, 0.9, 0.99] {
            let frequency = lowest + part * (highest - lowest)
            let input = AudioBuffer(sampleRateHz: from, channels: [tone(frequency, rate: from, count: from / 2)])
            let output = Resampler.convert(input, toRateHz: to).channels[0]
            let loudest = output.dropFirst(to / 20).dropLast(to / 20).map(abs).max() ?? 1
            #expect(20 * log10(Double(loudest) + 1e-12) < -90)
        }
    }

    @Test(arguments: ratios.filter { $0.0 < $0.1 })
    func `no images appear above the old Nyquist frequency`(from: Int, to: Int) {
        // At the output rate a tone plus its images would differ from the tone alone; one near the edge is the hardest.
        #expect(errorDecibels(0.895 * Double(from) / 2, from: from, to: to) < -85)
    }

    @Test(arguments: ratios)
    func `a constant stays constant`(from: Int, to: Int) {
        let input = AudioBuffer(sampleRateHz: from, channels: [[Float](repeating: 0.5, count: from / 4)])
        let output = Resampler.convert(input, toRateHz: to).channels[0]
        #expect(output.dropFirst(to / 20).dropLast(to / 20).allSatisfy { abs($0 - 0.5) < 2e-6 })
    }

    @Test(arguments: ratios)
    func `an impulse comes out at its time`(from: Int, to: Int) throws {
        // Input frame `from / 10` is at 0.1 s, which is output frame `to / 10` where both are whole.
        let divisor = 100
        guard from.isMultiple(of: divisor), to.isMultiple(of: divisor) else { return }
        var samples = [Float](repeating: 0, count: from / 5)
        samples[from / divisor * 10] = 1
        let output = Resampler.convert(AudioBuffer(sampleRateHz: from, channels: [samples]), toRateHz: to).channels[0]
        let peak = try #require(output.indices.max { output[$0] < output[$1] })
        #expect(peak == to / divisor * 10)
        for distance in 1...50 { #expect(abs(output[peak - distance] - output[peak + distance]) < 1e-6) }
    }

    @Test(arguments: ratios)
    func `blocks of any size give what the whole gives`(from: Int, to: Int) {
        let input = Fixture.noise(sampleRateHz: from, channelCount: 2, frameCount: 7001)
        let whole = Resampler.convert(input, toRateHz: to)
        for size in [1, 7, 160, 4096] {
            var resampler = Resampler(inputRateHz: from, outputRateHz: to, channelCount: 2)
            let source = BufferSource(input)
            var output = AudioBuffer(sampleRateHz: to, channelCount: 2, frameCount: 0)
            while case let block = source.read(maximumFrameCount: size), !block.isEmpty {
                output.append(resampler.process(block))
            }
            output.append(resampler.finish())
            #expect(output == whole)
        }
    }

    @Test(arguments: ratios)
    func `the length is the exact one rounded`(from: Int, to: Int) {
        let resampler = Resampler(inputRateHz: from, outputRateHz: to, channelCount: 1)
        for count in [0, 1, 2, 3, 10, 147, 159, 160, 161, 1000, 12_345] {
            let expected = Int((Double(count) * Double(to) / Double(from) + 0.5).rounded(.down))
            #expect(resampler.outputFrameCount(count) == expected)
            let input = Fixture.noise(sampleRateHz: from, channelCount: 1, frameCount: count)
            #expect(Resampler.convert(input, toRateHz: to).frameCount == expected)
        }
    }

    @Test func `there and back again is the same within the pass band`() {
        let input = AudioBuffer(sampleRateHz: 44_100, channels: [tone(5000, rate: 44_100, count: 22_050)])
        let back = Resampler.convert(Resampler.convert(input, toRateHz: 48_000), toRateHz: 44_100)
        #expect(back.frameCount == input.frameCount)
        let error = (2000..<20_000).map { abs(back.channels[0][$0] - input.channels[0][$0]) }.max() ?? 1
        #expect(error < 5e-5)
    }

    @Test func `a resampled source gives the same for all sizes of reads`() throws {
        let input = Fixture.noise(sampleRateHz: 48_000, channelCount: 2, frameCount: 50_000)
        let whole = Resampler.convert(input, toRateHz: 44_100)
        for size in [100, 5000, 100_000] {
            let source = ResampledSource(BufferSource(input), sampleRateHz: 44_100)
            #expect(source.frameCount == whole.frameCount)
            #expect(try Fixture.readAll(source, blockFrameCount: size) == whole)
        }
    }
}
