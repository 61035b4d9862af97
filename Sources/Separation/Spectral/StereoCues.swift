internal import DSP

/// A frame's spectrum.
struct Spectrum {
    var real: [Float]
    var imaginary: [Float]

    init(binCount: Int) {
        real = Array(repeating: 0, count: binCount)
        imaginary = real
    }

    /// Overwrites both parts in place.
    mutating func update(_ body: (inout MutableSpan<Float>, inout MutableSpan<Float>) -> Void) {
        // Two properties of one value cannot be lent at a time, but two values can.
        var (real, imaginary) = ([Float](), [Float]())
        swap(&real, &self.real)
        swap(&imaginary, &self.imaginary)
        var realSpan = real.mutableSpan
        var imaginarySpan = imaginary.mutableSpan
        body(&realSpan, &imaginarySpan)
        self.real = real
        self.imaginary = imaginary
    }
}

/// Where points of the spectrogram lie between the channels (after Avendano, "Frequency-domain Source Identification
/// and Manipulation in Stereo Mixes for Enhancement, Suppression and Re-panning Applications", WASPAA 2003).
struct StereoCues {
    /// Bins on either side that a point's powers are averaged over.
    private static let reach = 3

    /// Mean distance from the centre over the segment, 0...1: what is nearer than this is near.
    private let meanPan: Float

    init(of segment: AudioBuffer, stft: inout STFT) {
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

    func extract(left: Spectrum, right: Spectrum, level: Float, into cues: inout [Float]) {
        let count = left.real.count
        var products = [[Float]](repeating: Array(repeating: 0, count: count), count: 4)
        var averages = products
        for k in 0..<count {
            let (a, b, c, d) = (left.real[k], left.imaginary[k], right.real[k], right.imaginary[k])
            products[0][k] = a * a + b * b
            products[1][k] = c * c + d * d
            products[2][k] = a * c + b * d
            products[3][k] = b * c - a * d
        }
        for i in 0..<4 { movingAverage(of: products[i], reach: Self.reach, into: &averages[i]) }
        let floor = level * level * SegmentCues.floor * SegmentCues.floor
        let (pan, incoherence) = (Cue.pan.rawValue * count, Cue.incoherence.rawValue * count)
        for k in 0..<count {
            // Differences of running sums may fall below zero by rounding.
            let (l, r) = (max(0, averages[0][k]), max(0, averages[1][k]))
            let (re, im) = (averages[2][k], averages[3][k])
            let distance = abs(r - l) / (r + l + floor)
            let coherence = ((re * re + im * im) / (l * r + floor * floor)).squareRoot()
            cues[pan + k] = 4 * (distance - meanPan)
            cues[incoherence + k] = 4 * max(0, 1 - coherence)
        }
    }
}

extension STFT {
    /// The spectra of both channels.
    mutating func transformFrame(_ index: Int, of stereo: AudioBuffer, left: inout Spectrum, right: inout Spectrum) {
        transformFrame(index, of: stereo.channels[0], into: &left)
        transformFrame(index, of: stereo.channels[1], into: &right)
    }

    private mutating func transformFrame(_ index: Int, of signal: [Float], into spectrum: inout Spectrum) {
        spectrum.update { real, imaginary in
            transformFrame(index, of: signal.span, real: &real, imaginary: &imaginary)
        }
    }
}
