internal import DSP

/// Percussive and total energy in short frames, which tell strokes from tones where long ones smear both.
struct TransientSpectrogram {
    private static let frameLength = 1024
    private static let hopLength = 256
    /// Long frames have this many times the length, the hop and the bins.
    private static let ratio = SegmentCues.hopLength / hopLength
    /// Short frames within a long one, and their weights in it.
    private static let weights: [Float] = {
        let window = Window.hann(4 * ratio + 2).dropFirst()
        return window.map { $0 / window.reduce(0, +) }
    }()

    private let binCount: Int
    private let frameCount: Int
    private var percussive: [Float]
    private var total: [Float]

    init(of segment: AudioBuffer, level: Float) {
        var stft = STFT(frameLength: Self.frameLength, hopLength: Self.hopLength)
        binCount = stft.binCount
        frameCount = stft.frameCount(sampleCount: segment.frameCount)
        let power = stft.powerSpectrogram(of: segment)
        total = power
        percussive = power
        let scale = 1 / (level * level)
        for i in total.indices { total[i] *= scale }
        var magnitude = total
        for i in magnitude.indices { magnitude[i] = magnitude[i].squareRoot() }
        let sustain = MedianFilter(length: 17)
        let flatness = MedianFilter(length: 9)
        var harmonicRow = [Float](repeating: 0, count: binCount)
        var percussiveRow = harmonicRow
        for t in 0..<frameCount {
            let base = t * binCount
            var harmonic = harmonicRow.mutableSpan
            sustain.filterColumns(of: magnitude.span, columnCount: binCount, row: t, into: &harmonic)
            var flat = percussiveRow.mutableSpan
            flatness.filterRow(magnitude.span.extracting(base..<(base + binCount)), into: &flat)
            for k in 0..<binCount {
                let (h, p) = (harmonic[k] * harmonic[k], flat[k] * flat[k])
                percussive[base + k] = total[base + k] * p / (p + h + 1e-12)
            }
        }
    }

    /// Sets the cues of the long frame numbered `frame`.
    func extract(frame: Int, into cues: inout CueRow) {
        let (percussive, total) = energies(inFrame: frame)
        let floor = SegmentCues.floor * SegmentCues.floor
        var ratio = [Float](repeating: 0, count: SegmentCues.binCount)
        for k in ratio.indices {
            let lower = min(k / Self.ratio, binCount - 2)
            let fraction = Float(k - lower * Self.ratio) / Float(Self.ratio)
            let stroke = percussive[lower] + fraction * (percussive[lower + 1] - percussive[lower])
            let all = total[lower] + fraction * (total[lower + 1] - total[lower])
            ratio[k] = 0.5 * (fastLog(stroke + floor) - fastLog(max(0, all - stroke) + floor))
        }
        var average = ratio
        slidingMean(of: ratio, reach: 64, into: &average)
        cues.set(.transience) { ratio[$0] }
        cues.set(.broadTransience) { average[$0] }
    }

    /// Percussive and total energy within a long frame, by the bins of the short frames.
    private func energies(inFrame frame: Int) -> (percussive: [Float], total: [Float]) {
        var percussiveRow = [Float](repeating: 0, count: binCount)
        var totalRow = percussiveRow
        // Both kinds of frames count from the same sample but are centred differently.
        let centre = Self.ratio * frame - (Self.ratio - 1)
        let first = centre - Self.weights.count / 2
        for (i, weight) in Self.weights.enumerated() {
            let u = first + i
            guard u >= 0, u < frameCount else { continue }
            let base = u * binCount
            for k in 0..<binCount {
                percussiveRow[k] += weight * percussive[base + k]
                totalRow[k] += weight * total[base + k]
            }
        }
        return (percussiveRow, totalRow)
    }
}
