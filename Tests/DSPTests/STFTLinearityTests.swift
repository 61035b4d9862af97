import DSP
import Glibc
import Testing

@Suite struct STFTLinearityTests {
    private func spectrum(_ stft: inout STFT, frame: Int, of signal: [Float]) -> (real: [Float], imaginary: [Float]) {
        var real = [Float](repeating: .nan, count: stft.binCount)
        var imaginary = real
        var re = real.mutableSpan
        var im = imaginary.mutableSpan
        stft.transformFrame(frame, of: signal.span, real: &re, imaginary: &im)
        return (real, imaginary)
    }

    @Test func `an impulse in the middle of a frame has a flat spectrum`() throws {
        var stft = STFT(frameLength: 256, hopLength: 64)
        var signal = [Float](repeating: 0, count: 512)
        signal[128] = 1
        let frames = 0..<stft.frameCount(sampleCount: signal.count)
        let centred = try #require(frames.first { stft.firstSample(ofFrame: $0) == 0 })
        let (real, imaginary) = spectrum(&stft, frame: centred, of: signal)
        for k in real.indices { #expect(abs(hypot(real[k], imaginary[k]) - 1) < 1e-5) }
    }

    @Test func `the spectrum of a sum is the sum of the spectra`() {
        var stft = STFT(frameLength: 256, hopLength: 64)
        var noise = Noise(seed: 11)
        let (a, b) = (noise.samples(1000), noise.samples(1000))
        let mixed = zip(a, b).map { 2 * $0 - 0.5 * $1 }
        for t in 0..<stft.frameCount(sampleCount: 1000) {
            let x = spectrum(&stft, frame: t, of: a)
            let y = spectrum(&stft, frame: t, of: b)
            let z = spectrum(&stft, frame: t, of: mixed)
            for k in z.real.indices {
                #expect(abs(z.real[k] - (2 * x.real[k] - 0.5 * y.real[k])) < 1e-4)
                #expect(abs(z.imaginary[k] - (2 * x.imaginary[k] - 0.5 * y.imaginary[k])) < 1e-4)
            }
        }
    }
}
