import DSP
import Glibc
import Testing

@Suite struct STFTTests {
    /// Reproducible noise in -1...1.
    private func noise(_ count: Int, seed: UInt64 = 1) -> [Float] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 23) - 1
        }
    }

    private func spectrum(_ stft: inout STFT, frame: Int, of signal: [Float]) -> (real: [Float], imaginary: [Float]) {
        var real = [Float](repeating: 0, count: stft.binCount)
        var imaginary = real
        var re = real.mutableSpan
        var im = imaginary.mutableSpan
        stft.transformFrame(frame, of: signal.span, real: &re, imaginary: &im)
        return (real, imaginary)
    }

    private func roundTrip(_ signal: [Float], frameLength: Int, hopLength: Int) -> [Float] {
        var stft = STFT(frameLength: frameLength, hopLength: hopLength)
        var result = [Float](repeating: 0, count: signal.count)
        for t in 0..<stft.frameCount(sampleCount: signal.count) {
            let (real, imaginary) = spectrum(&stft, frame: t, of: signal)
            var samples = result.mutableSpan
            stft.overlapAddFrame(t, real: real.span, imaginary: imaginary.span, to: &samples)
        }
        return result
    }

    @Test(arguments: [1, 2, 63, 64, 65, 255, 256, 257, 1000, 4096])
    func `unchanged frames add up to the signal, first and last samples included`(count: Int) {
        let signal = noise(count)
        for hopLength in [32, 64, 128] {
            let result = roundTrip(signal, frameLength: 256, hopLength: hopLength)
            let error = zip(signal, result).map { abs($0 - $1) }.max() ?? 0
            #expect(error < 2e-6, "hop of \(hopLength)")
        }
    }

    @Test func `an empty signal has no frames`() {
        #expect(STFT(frameLength: 256, hopLength: 64).frameCount(sampleCount: 0) == 0)
    }

    @Test func `every sample lies in as many frames as hops fit into one`() {
        let stft = STFT(frameLength: 256, hopLength: 64)
        for count in [1, 64, 65, 1000] {
            let starts = (0..<stft.frameCount(sampleCount: count)).map { stft.firstSample(ofFrame: $0) }
            for sample in [0, count / 2, count - 1] {
                #expect(starts.count { $0 <= sample && sample < $0 + 256 } == 4)
            }
        }
    }

    @Test func `the transform of an impulse is flat`() {
        var stft = STFT(frameLength: 256, hopLength: 64)
        var signal = [Float](repeating: 0, count: 512)
        signal[128] = 1
        // The frame centred on the impulse, where the window is one.
        let frame = (0..<stft.frameCount(sampleCount: 512)).first { stft.firstSample(ofFrame: $0) == 0 }
        let (real, imaginary) = spectrum(&stft, frame: frame ?? 0, of: signal)
        for k in 0..<stft.binCount { #expect(abs(hypot(real[k], imaginary[k]) - 1) < 1e-5) }
    }

    @Test func `a tone peaks at its bin`() {
        var stft = STFT(frameLength: 1024, hopLength: 256)
        let signal = (0..<4096).map { Float(cos(2 * Double.pi * 100 * Double($0) / 1024)) }
        let (real, imaginary) = spectrum(&stft, frame: 8, of: signal)
        let magnitude = zip(real, imaginary).map { hypot($0, $1) }
        #expect(magnitude.indices.max { magnitude[$0] < magnitude[$1] } == 100)
        #expect(magnitude[110] < magnitude[100] / 100)
    }

    @Test func `the transform is linear`() {
        var stft = STFT(frameLength: 256, hopLength: 64)
        let (a, b) = (noise(1000, seed: 2), noise(1000, seed: 3))
        let mixed = zip(a, b).map { 2 * $0 - 0.5 * $1 }
        for t in [0, 5, 12] {
            let (x, y, z) = (
                spectrum(&stft, frame: t, of: a), spectrum(&stft, frame: t, of: b), spectrum(&stft, frame: t, of: mixed)
            )
            for k in 0..<stft.binCount {
                #expect(abs(z.real[k] - (2 * x.real[k] - 0.5 * y.real[k])) < 1e-4)
                #expect(abs(z.imaginary[k] - (2 * x.imaginary[k] - 0.5 * y.imaginary[k])) < 1e-4)
            }
        }
    }
}
