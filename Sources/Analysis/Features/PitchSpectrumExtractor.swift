import DSP
import Glibc
import Tensors

/// Spectra over a logarithmic frequency axis and the evidence for the tuning, from 44,100 Hz samples.
final class PitchSpectrumExtractor {
    private static let batchFrameCount = 64

    private var decimator = Decimator(factor: 4)
    private var cutter = FrameCutter(length: PitchSpectrum.frameLength, hopLength: PitchSpectrum.hopLength)
    private var transform = RealFFT(length: PitchSpectrum.frameLength)
    private let window: [Float]
    private let bank: FilterBank
    private var frame = [Float](repeating: 0, count: PitchSpectrum.frameLength)
    private var spectrum = [Float](repeating: 0, count: PitchSpectrum.frameLength / 2 + 1)
    private var batch: [Float]
    private var batchCount = 0
    private var result = PitchSpectrum()

    init() {
        let hann = Window.hann(PitchSpectrum.frameLength)
        // Scaled so that half precision has room at both ends: a full-scale sine has magnitude 1000.
        let sum = hann.reduce(0, +)
        window = hann.map { 2000 * $0 / sum }
        bank = .logarithmicAxis(
            transformLength: PitchSpectrum.frameLength, sampleRateHz: PitchSpectrum.sampleRateHz,
            lowestHz: PitchSpectrum.lowestHz, bandsPerOctave: 12 * PitchSpectrum.bandsPerSemitone,
            bandCount: PitchSpectrum.bandCount)
        batch = Array(repeating: 0, count: PitchSpectrumExtractor.batchFrameCount * bank.binCount)
    }

    func append(_ samples: [Float]) {
        let low = decimator.append(samples.span)
        cutter.append(low.span) { take($0) }
    }

    /// What was found in the whole stream.
    func finish() -> PitchSpectrum {
        let low = decimator.finish()
        cutter.append(low.span) { take($0) }
        cutter.finish { take($0) }
        flush()
        return result
    }

    private func take(_ samples: Span<Float>) {
        for i in 0..<frame.count { frame[i] = samples[i] * window[i] }
        var row = spectrum.mutableSpan
        transform.powerSpectrum(of: frame.span, into: &row)
        copyMagnitudes(spectrum, to: &batch, at: batchCount * bank.binCount)
        addTuningEvidence(row: batchCount)
        batchCount += 1
        if batchCount == PitchSpectrumExtractor.batchFrameCount { flush() }
    }

    private func flush() {
        guard batchCount > 0 else { return }
        let bands = MatrixProduct.product(
            Array(batch[..<(batchCount * bank.binCount)]), bank.weights,
            rows: batchCount, inner: bank.binCount, columns: bank.bandCount)
        result.magnitudes += bands.map { Float16(min($0, 60000)) }
        batchCount = 0
    }

    /// Peaks between 200 Hz and 2.5 kHz, placed by a parabola through the logarithms of three bins.
    private func addTuningEvidence(row: Int) {
        let binHz = PitchSpectrum.sampleRateHz / Double(PitchSpectrum.frameLength)
        let base = row * bank.binCount
        let (low, high) = (Int(200 / binHz), Int(2500 / binHz))
        var loudest: Float = 0
        for k in low...high { loudest = max(loudest, batch[base + k]) }
        let threshold = max(0.02, 0.05 * loudest)
        for k in low...high {
            let (a, b, c) = (batch[base + k - 1], batch[base + k], batch[base + k + 1])
            guard b > threshold, b > a, b >= c else { continue }
            // A tone is narrow: three bins away its window's main lobe has ended. Clicks and drums are broad.
            guard max(batch[base + k - 3], batch[base + k + 3]) < 0.5 * b else { continue }
            let (la, lb, lc) = (Double(log(max(a, 1e-6))), Double(log(b)), Double(log(max(c, 1e-6))))
            let curvature = la - 2 * lb + lc
            let offset = curvature < 0 ? 0.5 * (la - lc) / curvature : 0
            let deviation = 12 * log2((Double(k) + offset) * binHz / 440)
            let angle = 2 * .pi * deviation
            result.tuningReal += Double(b) * cos(angle)
            result.tuningImaginary += Double(b) * sin(angle)
            result.peakMagnitude += Double(b)
        }
    }
}

/// The square roots of a power spectrum, written into a matrix from `start`.
func copyMagnitudes(_ power: [Float], to matrix: inout [Float], at start: Int) {
    for i in power.indices { matrix[start + i] = power[i].squareRoot() }
}
