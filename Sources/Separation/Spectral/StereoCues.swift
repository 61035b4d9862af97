internal import DSP

/// Where points of the spectrogram lie between the channels (after Avendano, "Frequency-domain Source Identification
/// and Manipulation in Stereo Mixes for Enhancement, Suppression and Re-panning Applications", WASPAA 2003).
struct StereoCues {
    /// Bins on either side that a point's powers are averaged over.
    private static let reach = 3

    /// Mean distance from the centre over the segment, 0...1: what is nearer than this is near.
    private let meanPan: Float

    /// What brings a spectrum to the segment's level.
    private let scale: Float

    init(of segment: AudioBuffer, level: Float, stft: inout STFT) {
        scale = 1 / level
        var left = Spectrum(binCount: stft.binCount)
        var right = left
        var (difference, sum) = (0.0, 1e-12)
        for t in 0..<stft.frameCount(sampleCount: segment.frameCount) {
            stft.transformFrame(t, of: segment, left: &left, right: &right)
            var (frameDifference, frameSum): (Float, Float) = (0, 0)
            for k in 0..<left.real.count {
                let l = left.real[k] * left.real[k] + left.imaginary[k] * left.imaginary[k]
                let r = right.real[k] * right.real[k] + right.imaginary[k] * right.imaginary[k]
                frameDifference += abs(r - l)
                frameSum += r + l
            }
            difference += Double(frameDifference)
            sum += Double(frameSum)
        }
        meanPan = Float(difference / sum)
    }

    func extract(left: Spectrum, right: Spectrum, into cues: inout CueRow) {
        let count = left.real.count
        var products = [[Float]](repeating: Array(repeating: 0, count: count), count: 4)
        var averages = products
        for k in 0..<count {
            let (a, b) = (left.real[k] * scale, left.imaginary[k] * scale)
            let (c, d) = (right.real[k] * scale, right.imaginary[k] * scale)
            products[0][k] = a * a + b * b
            products[1][k] = c * c + d * d
            products[2][k] = a * c + b * d
            products[3][k] = b * c - a * d
        }
        for i in 0..<4 { slidingMean(of: products[i], reach: Self.reach, into: &averages[i]) }
        let floor = SegmentCues.floor * SegmentCues.floor
        // Differences of running sums may fall below zero by rounding.
        let (left, right) = (averages[0].map { max(0, $0) }, averages[1].map { max(0, $0) })
        let (real, imaginary) = (averages[2], averages[3])
        cues.set(.pan) { k in 4 * (abs(right[k] - left[k]) / (right[k] + left[k] + floor) - meanPan) }
        cues.set(.incoherence) { k in
            let cross = real[k] * real[k] + imaginary[k] * imaginary[k]
            return 4 * max(0, 1 - (cross / (left[k] * right[k] + floor * floor)).squareRoot())
        }
    }
}
