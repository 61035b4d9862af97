import Glibc

/// Weights that gather the bins of a spectrum into bands: a matrix [binCount, bandCount], row-major, so that
/// spectra [frames, binCount] times the matrix are band values [frames, bandCount].
public struct FilterBank: Sendable {
    /// Bins of a spectrum.
    public let binCount: Int
    /// Number of bands.
    public let bandCount: Int
    /// The matrix.
    public let weights: [Float]
    /// Centre of each band in hertz.
    public let centresHz: [Double]

    /// Overlapping triangles, a fixed number per octave, each with unit sum; bands narrower than a bin are merged
    /// (Boeck & Widmer, Maximum Filter Vibrato Suppression for Onset Detection, DAFx 2013).
    public static func logarithmicTriangles(
        transformLength: Int, sampleRateHz: Double, fromHz: Double, toHz: Double, bandsPerOctave: Int
    ) -> FilterBank {
        precondition(fromHz > 0 && toHz > fromHz && toHz <= sampleRateHz / 2)
        let binCount = transformLength / 2 + 1
        var peaks: [Int] = []
        var step = 0
        while true {
            let frequency = fromHz * exp2(Double(step) / Double(bandsPerOctave))
            if frequency > toHz { break }
            let bin = Int((frequency * Double(transformLength) / sampleRateHz).rounded())
            let last = peaks.last ?? 0
            if bin > last, bin < binCount { peaks.append(bin) }
            step += 1
        }
        let bandCount = max(0, peaks.count - 2)
        var weights = [Float](repeating: 0, count: binCount * bandCount)
        for band in 0..<bandCount {
            let (low, centre, high) = (peaks[band], peaks[band + 1], peaks[band + 2])
            var column: [(bin: Int, weight: Float)] = []
            for bin in low...high {
                let weight =
                    bin <= centre
                    ? Float(bin - low) / Float(centre - low) : Float(high - bin) / Float(high - centre)
                column.append((bin, weight))
            }
            let sum = column.reduce(0) { $0 + $1.weight }
            for (bin, weight) in column { weights[bin * bandCount + band] = weight / sum }
        }
        return FilterBank(
            binCount: binCount, bandCount: bandCount, weights: weights,
            centresHz: (0..<bandCount).map { Double(peaks[$0 + 1]) * sampleRateHz / Double(transformLength) })
    }

    /// A spectrum resampled to a logarithmic frequency axis: raised-cosine kernels, as wide as a band or a bin,
    /// whichever is wider (Mauch & Dixon, Approximate Note Transcription for the Improved Identification of Difficult
    /// Chords, ISMIR 2010, section 3).
    public static func logarithmicAxis(
        transformLength: Int, sampleRateHz: Double, lowestHz: Double, bandsPerOctave: Int, bandCount: Int
    ) -> FilterBank {
        let binCount = transformLength / 2 + 1
        let binHz = sampleRateHz / Double(transformLength)
        var weights = [Float](repeating: 0, count: binCount * bandCount)
        let centres = (0..<bandCount).map { lowestHz * exp2(Double($0) / Double(bandsPerOctave)) }
        for band in 0..<bandCount {
            let spacing = centres[band] * (exp2(1 / Double(bandsPerOctave)) - 1)
            let halfWidth = max(spacing, binHz)
            let low = max(0, Int((centres[band] - halfWidth) / binHz))
            let high = min(binCount - 1, Int((centres[band] + halfWidth) / binHz) + 1)
            guard low <= high else { continue }
            for bin in low...high {
                let distance = abs(Double(bin) * binHz - centres[band]) / halfWidth
                if distance < 1 { weights[bin * bandCount + band] = Float(0.5 + 0.5 * cos(.pi * distance)) }
            }
        }
        return FilterBank(binCount: binCount, bandCount: bandCount, weights: weights, centresHz: centres)
    }
}
