import DSP
import Glibc
import Testing

@Suite struct RealFFTTests {
    /// Real and imaginary parts of a frame's spectrum.
    private func spectrum(of frame: [Float]) -> (real: [Float], imaginary: [Float]) {
        var transform = RealFFT(length: frame.count)
        var real = [Float](repeating: .nan, count: transform.binCount)
        var imaginary = real
        var re = real.mutableSpan
        var im = imaginary.mutableSpan
        transform.forward(frame.span, real: &re, imaginary: &im)
        return (real, imaginary)
    }

    @Test func `the transform of an impulse is flat`() {
        var frame = [Float](repeating: 0, count: 64)
        frame[0] = 1
        let (real, imaginary) = spectrum(of: frame)
        #expect(real.allSatisfy { abs($0 - 1) < 1e-6 })
        #expect(imaginary.allSatisfy { abs($0) < 1e-6 })
    }

    @Test(arguments: [2, 3, 12, 101, 256, 1000])
    func `the transform is the sum that defines it`(length: Int) {
        var noise = Noise(seed: UInt64(length))
        let frame = noise.samples(length)
        let (real, imaginary) = spectrum(of: frame)
        for k in real.indices {
            var (re, im) = (0.0, 0.0)
            for (n, sample) in frame.enumerated() {
                let angle = -2 * Double.pi * Double(k * n % length) / Double(length)
                re += Double(sample) * cos(angle)
                im += Double(sample) * sin(angle)
            }
            #expect(abs(Double(real[k]) - re) < 1e-4 && abs(Double(imaginary[k]) - im) < 1e-4)
        }
    }

    @Test(arguments: [2, 3, 12, 101, 256, 4096])
    func `the inverse gives the frame back`(length: Int) {
        var noise = Noise(seed: 7)
        let frame = noise.samples(length)
        let (real, imaginary) = spectrum(of: frame)
        var transform = RealFFT(length: length)
        var result = [Float](repeating: .nan, count: length)
        var samples = result.mutableSpan
        transform.inverse(real: real.span, imaginary: imaginary.span, into: &samples)
        #expect(zip(result, frame).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func `the power spectrum is the squared magnitude`() {
        var noise = Noise(seed: 3)
        let frame = noise.samples(128)
        let (real, imaginary) = spectrum(of: frame)
        var transform = RealFFT(length: 128)
        var power = [Float](repeating: .nan, count: transform.binCount)
        var span = power.mutableSpan
        transform.powerSpectrum(of: frame.span, into: &span)
        for k in power.indices {
            #expect(abs(power[k] - (real[k] * real[k] + imaginary[k] * imaginary[k])) < 1e-3)
        }
    }
}
