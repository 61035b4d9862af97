import DSP
import Glibc
import Testing

@Suite struct STFTTests {
    /// Transforms a signal and adds its unchanged frames up again.
    private func roundTrip(_ signal: [Float], frameLength: Int, hopLength: Int) -> [Float] {
        var stft = STFT(frameLength: frameLength, hopLength: hopLength)
        var real = [Float](repeating: 0, count: stft.binCount)
        var imaginary = real
        var result = [Float](repeating: 0, count: signal.count)
        for t in 0..<stft.frameCount(sampleCount: signal.count) {
            var re = real.mutableSpan
            var im = imaginary.mutableSpan
            stft.transformFrame(t, of: signal.span, real: &re, imaginary: &im)
            var samples = result.mutableSpan
            stft.overlapAddFrame(t, real: re.span, imaginary: im.span, to: &samples)
        }
        return result
    }

    @Test(arguments: [1, 2, 7, 15, 16, 17, 63, 64, 65, 500], [(16, 8), (64, 16), (48, 12), (256, 32)])
    func `unchanged frames add up to the signal, to its very ends`(count: Int, sizes: (Int, Int)) {
        var noise = Noise(seed: UInt64(count))
        let signal = noise.samples(count)
        let result = roundTrip(signal, frameLength: sizes.0, hopLength: sizes.1)
        #expect(zip(result, signal).allSatisfy { abs($0 - $1) < 2e-6 })
    }

    @Test func `an empty signal has no frames`() {
        let stft = STFT(frameLength: 64, hopLength: 16)
        #expect(stft.frameCount(sampleCount: 0) == 0)
    }

    @Test(arguments: [1, 15, 16, 17, 100])
    func `the frames cover the signal and none lies outside it`(count: Int) {
        let stft = STFT(frameLength: 64, hopLength: 16)
        let frameCount = stft.frameCount(sampleCount: count)
        #expect(stft.firstSample(ofFrame: 0) == -48)
        #expect((1 - stft.hopLength...0).contains(stft.firstSample(ofFrame: frameCount - 1) - (count - 1)))
    }

    @Test func `a tone shows in its own bin`() {
        var stft = STFT(frameLength: 256, hopLength: 64)
        let signal = (0..<2000).map { Float(cos(2 * Double.pi * 20 * Double($0) / 256)) }
        var real = [Float](repeating: 0, count: stft.binCount)
        var imaginary = real
        var re = real.mutableSpan
        var im = imaginary.mutableSpan
        stft.transformFrame(12, of: signal.span, real: &re, imaginary: &im)
        let power = real.indices.map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
        #expect(power.indices.max { power[$0] < power[$1] } == 20)
    }
}
