import DSP
import Glibc
import Tensors

/// Multi-band onset strength by the SuperFlux method: the rise of each band's logarithmic level over two frames, where
/// the earlier level is the maximum of the band and its neighbours, so that vibrato does not count
/// (Boeck & Widmer, Maximum Filter Vibrato Suppression for Onset Detection, DAFx 2013).
final class OnsetExtractor {
    private static let frameLength = 2048
    private static let hopLength = 441
    private static let batchFrameCount = 128
    /// Levels are compared as ln(1 + compression * magnitude), magnitude 1 being a full-scale sine.
    private static let compression: Float = 1000

    private var cutter = FrameCutter(length: frameLength, hopLength: hopLength)
    private var transform = RealFFT(length: frameLength)
    private let window: [Float]
    private let bank: FilterBank
    private let groupOfBand: [Int]
    private let timbreBandOfBand: [Int]
    private var frame = [Float](repeating: 0, count: frameLength)
    private var spectrum = [Float](repeating: 0, count: frameLength / 2 + 1)
    private var batch: [Float] = []
    private var batchCount = 0
    /// The last two frames' levels, the older one first.
    private var history: [[Float]] = []
    private var timbreSum: [Float]
    private var timbreFrames = 0
    private var features = OnsetFeatures()

    init() {
        let sum = Window.hann(OnsetExtractor.frameLength).reduce(0, +)
        window = Window.hann(OnsetExtractor.frameLength).map { 2 * $0 / sum }
        bank = .logarithmicTriangles(
            transformLength: OnsetExtractor.frameLength, sampleRateHz: 44100, fromHz: 27.5, toHz: 16500,
            bandsPerOctave: 24)
        groupOfBand = bank.centresHz.map { centre in
            OnsetFeatures.bandEdgesHz.firstIndex { centre < $0 } ?? OnsetFeatures.bandEdgesHz.count
        }
        let bandCount = bank.bandCount
        timbreBandOfBand = (0..<bandCount).map { $0 * OnsetFeatures.timbreBandCount / bandCount }
        batch = Array(repeating: 0, count: OnsetExtractor.batchFrameCount * bank.binCount)
        timbreSum = Array(repeating: 0, count: OnsetFeatures.timbreBandCount)
    }

    func append(_ samples: [Float]) {
        cutter.append(samples.span) { take($0) }
    }

    /// What was found in the whole stream.
    func finish() -> OnsetFeatures {
        cutter.finish { take($0) }
        flush()
        closeTimbreRow()
        return features
    }

    private func take(_ samples: Span<Float>) {
        for i in 0..<frame.count { frame[i] = samples[i] * window[i] }
        var row = spectrum.mutableSpan
        transform.powerSpectrum(of: frame.span, into: &row)
        copyMagnitudes(spectrum, to: &batch, at: batchCount * bank.binCount)
        features.power.append(meanSquare(samples, around: samples.count / 2, halfWidth: OnsetExtractor.hopLength / 2))
        batchCount += 1
        if batchCount == OnsetExtractor.batchFrameCount { flush() }
    }

    private func flush() {
        guard batchCount > 0 else { return }
        let bandCount = bank.bandCount
        var levels = MatrixProduct.product(
            Array(batch[..<(batchCount * bank.binCount)]), bank.weights,
            rows: batchCount, inner: bank.binCount, columns: bandCount)
        for i in levels.indices { levels[i] = log1pf(OnsetExtractor.compression * levels[i]) }
        for row in 0..<batchCount {
            let current = Array(levels[row * bandCount..<(row + 1) * bandCount])
            let earlier = history.count < 2 ? current : history[0]
            features.flux += rise(from: earlier, to: current)
            if history.count == 2 { history.removeFirst() }
            history.append(current)
            addTimbre(current)
        }
        batchCount = 0
    }

    private func rise(from earlier: [Float], to current: [Float]) -> [Float] {
        var sums = [Float](repeating: 0, count: OnsetFeatures.bandCount)
        var counts = [Float](repeating: 0, count: OnsetFeatures.bandCount)
        for band in current.indices {
            var reference = earlier[band]
            if band > 0 { reference = max(reference, earlier[band - 1]) }
            if band + 1 < earlier.count { reference = max(reference, earlier[band + 1]) }
            sums[groupOfBand[band]] += max(0, current[band] - reference)
            counts[groupOfBand[band]] += 1
        }
        for group in sums.indices { sums[group] /= max(1, counts[group]) }
        return sums
    }

    private func addTimbre(_ levels: [Float]) {
        for band in levels.indices { timbreSum[timbreBandOfBand[band]] += levels[band] }
        timbreFrames += 1
        if timbreFrames == OnsetFeatures.framesPerTimbreRow { closeTimbreRow() }
    }

    private func closeTimbreRow() {
        guard timbreFrames > 0 else { return }
        let scale = Float(OnsetFeatures.timbreBandCount) / Float(bank.bandCount * timbreFrames)
        features.timbre += timbreSum.map { $0 * scale }
        timbreSum = Array(repeating: 0, count: OnsetFeatures.timbreBandCount)
        timbreFrames = 0
    }
}

/// The square roots of a power spectrum, written into a matrix from `start`.
func copyMagnitudes(_ power: [Float], to matrix: inout [Float], at start: Int) {
    for i in power.indices { matrix[start + i] = power[i].squareRoot() }
}

private func meanSquare(_ samples: Span<Float>, around centre: Int, halfWidth: Int) -> Float {
    var sum: Float = 0
    for i in centre - halfWidth..<centre + halfWidth { sum += samples[i] * samples[i] }
    return sum / Float(2 * halfWidth)
}
