import DSP
import Glibc
import Tensors

/// Onset strength by the SuperFlux method: the rise of each band's logarithmic level over two frames, where the earlier
/// level is the maximum of the band and its neighbours, so that vibrato does not count (Boeck & Widmer, Maximum Filter
/// Vibrato Suppression for Onset Detection, DAFx 2013), summed up in groups of bands.
final class OnsetBandsExtractor {
    private static let frameLength = 2048
    private static let hopLength = 441
    private static let batchFrameCount = 128
    /// Levels are ln(1 + compression * magnitude), magnitude 1 being a full-scale sine.
    private static let compression: Float = 1000

    private var cutter = FrameCutter(length: frameLength, hopLength: hopLength)
    private var transform = RealFFT(length: frameLength)
    private let window: [Float]
    private let bank: FilterBank
    /// The bands of each group, in order.
    private let groups: [Range<Int>]
    private let timbreBandOfBand: [Int]
    private var frame = [Float](repeating: 0, count: frameLength)
    private var spectrum = [Float](repeating: 0, count: frameLength / 2 + 1)
    private var batch: [Float]
    private var batchCount = 0
    /// Levels of the two frames before the batch, then of the batch [2 + batch, bands].
    private var levels: [Float]
    private var seenFrameCount = 0
    private var timbreSum = [Float](repeating: 0, count: OnsetBands.timbreBandCount)
    private var timbreFrames = 0
    private var features = OnsetBands()

    init() {
        let sum = Window.hann(OnsetBandsExtractor.frameLength).reduce(0, +)
        window = Window.hann(OnsetBandsExtractor.frameLength).map { 2 * $0 / sum }
        let bank = FilterBank.logarithmicTriangles(
            transformLength: OnsetBandsExtractor.frameLength, sampleRateHz: 44100, fromHz: 27.5, toHz: 16500,
            bandsPerOctave: 24)
        self.bank = bank
        let edges = [0] + OnsetBands.groupEdgesHz + [.infinity]
        groups = zip(edges, edges.dropFirst()).map { low, high in
            let first = bank.centresHz.firstIndex { $0 >= low } ?? bank.bandCount
            let end = bank.centresHz.firstIndex { $0 >= high } ?? bank.bandCount
            return first..<end
        }
        timbreBandOfBand = (0..<bank.bandCount).map { $0 * OnsetBands.timbreBandCount / bank.bandCount }
        batch = Array(repeating: 0, count: OnsetBandsExtractor.batchFrameCount * bank.binCount)
        levels = Array(repeating: 0, count: 2 * bank.bandCount)
    }

    func append(_ samples: [Float]) {
        cutter.append(samples.span) { take($0) }
    }

    /// What was found in the whole stream.
    func finish() -> OnsetBands {
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
        let (centre, halfWidth) = (samples.count / 2, OnsetBandsExtractor.hopLength / 2)
        var power: Float = 0
        for i in centre - halfWidth..<centre + halfWidth { power += samples[i] * samples[i] }
        features.power.append(power / Float(2 * halfWidth))
        batchCount += 1
        if batchCount == OnsetBandsExtractor.batchFrameCount { flush() }
    }

    private func flush() {
        guard batchCount > 0 else { return }
        let bandCount = bank.bandCount
        var latest = MatrixProduct.product(
            Array(batch[..<(batchCount * bank.binCount)]), bank.weights,
            rows: batchCount, inner: bank.binCount, columns: bandCount)
        for i in latest.indices { latest[i] = log1pf(OnsetBandsExtractor.compression * latest[i]) }
        levels += latest
        for row in 2..<batchCount + 2 {
            // Nothing rises in the first two frames.
            let lag = seenFrameCount < 2 ? 0 : 2
            addGroups(current: row * bandCount, earlier: (row - lag) * bandCount)
            addTimbre(row * bandCount)
            seenFrameCount += 1
        }
        levels.removeFirst(batchCount * bandCount)
        batchCount = 0
    }

    private func addGroups(current: Int, earlier: Int) {
        let levels = levels
        let values = levels.span
        let last = bank.bandCount - 1
        for group in groups {
            var (rise, level): (Float, Float) = (0, 0)
            for band in group {
                let reference = max(
                    values[earlier + max(0, band - 1)], values[earlier + band], values[earlier + min(last, band + 1)])
                rise += max(0, values[current + band] - reference)
                level += values[current + band]
            }
            let scale = 1 / Float(max(1, group.count))
            features.flux.append(Float16(rise * scale))
            features.levels.append(Float16(level * scale))
        }
    }

    private func addTimbre(_ start: Int) {
        for band in 0..<bank.bandCount { timbreSum[timbreBandOfBand[band]] += levels[start + band] }
        timbreFrames += 1
        if timbreFrames == OnsetBands.framesPerTimbreRow { closeTimbreRow() }
    }

    private func closeTimbreRow() {
        guard timbreFrames > 0 else { return }
        let scale = Float(OnsetBands.timbreBandCount) / Float(bank.bandCount * timbreFrames)
        features.timbre += timbreSum.map { Float16($0 * scale) }
        timbreSum = Array(repeating: 0, count: OnsetBands.timbreBandCount)
        timbreFrames = 0
    }
}
