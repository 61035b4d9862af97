import Glibc

/// Chroma by frame for questions of timing: where does the harmony change?
struct ChromaCurve: Sendable {
    static let frameRateHz = PitchSpectrum.frameRateHz
    /// From C3 to C7, counted from A0: below, a semitone is not resolved.
    static let trebleNotes = 27..<75
    /// From E1 to E3: the bass.
    static let bassNotes = 7..<31

    /// Chroma [frames, 12], each of unit length or zero, summed up over time: row `k` is the sum of the frames before.
    private let sums: [Float]
    let frameCount: Int

    /// Folds spectra into chroma: bands above the local mean only, so that drums do not count.
    init(_ pitches: PitchSpectrum, tuningSemitones: Double, notes: Range<Int> = ChromaCurve.trebleNotes) {
        frameCount = pitches.frameCount
        let bands = PitchSpectrum.bandCount
        let shift = tuningSemitones * Double(PitchSpectrum.bandsPerSemitone)
        var sums = [Float](repeating: 0, count: (frameCount + 1) * 12)
        var row = [Float](repeating: 0, count: bands)
        for frame in 0..<frameCount {
            for band in 0..<bands { row[band] = Float(pitches.magnitudes[frame * bands + band]) }
            let salient = salience(shifted(row, by: shift))
            var chroma = [Float](repeating: 0, count: 12)
            for note in notes { chroma[(note + PitchSpectrum.lowestNote) % 12] += salient[note * 3] }
            let length = dotProduct(chroma.span, chroma.span).squareRoot()
            let scale = length > 0.05 ? 1 / length : 0
            for i in 0..<12 { sums[(frame + 1) * 12 + i] = sums[frame * 12 + i] + scale * chroma[i] }
        }
        self.sums = sums
    }

    /// How different the harmony is after a time from before it: 0...1.
    func novelty(atSeconds time: Double, reachSeconds: Double) -> Float {
        let centre = time * ChromaCurve.frameRateHz
        let reach = reachSeconds * ChromaCurve.frameRateHz
        // The analysis window is 0.37 s long, so that its frames next to a change belong to neither side.
        let gap = 0.08 * ChromaCurve.frameRateHz
        let before = mean(centre - gap - reach, centre - gap)
        let after = mean(centre + gap, centre + gap + reach)
        let lengths = (dotProduct(before.span, before.span) * dotProduct(after.span, after.span)).squareRoot()
        guard lengths > 1e-6 else { return 0 }
        return max(0, 1 - dotProduct(before.span, after.span) / lengths)
    }

    private func mean(_ start: Double, _ end: Double) -> [Float] {
        let low = max(0, min(frameCount, Int(start.rounded())))
        let high = max(low, min(frameCount, Int(end.rounded())))
        return (0..<12).map { (sums[high * 12 + $0] - sums[low * 12 + $0]) / Float(max(1, high - low)) }
    }
}

/// A spectrum moved down by a fraction of a band, so that tempered notes fall on the middle bands again.
func shifted(_ bands: [Float], by shift: Double) -> [Float] {
    guard abs(shift) > 0.01 else { return bands }
    let whole = Int(shift.rounded(.down))
    let fraction = Float(shift - Double(whole))
    return bands.indices.map { i in
        let low = i + whole
        let a = bands.indices.contains(low) ? bands[low] : 0
        let b = bands.indices.contains(low + 1) ? bands[low + 1] : 0
        return a * (1 - fraction) + b * fraction
    }
}

/// What stands out from its neighbourhood of an octave, in units of the neighbourhood's standard deviation (Mauch &
/// Dixon, ISMIR 2010, section 3: removes the spectral envelope and noise).
func salience(_ bands: [Float]) -> [Float] {
    let radius = 6 * PitchSpectrum.bandsPerSemitone
    var sums = [0.0]
    var squares = [0.0]
    for value in bands {
        sums.append(sums[sums.count - 1] + Double(value))
        squares.append(squares[squares.count - 1] + Double(value) * Double(value))
    }
    return bands.indices.map { i in
        let (low, high) = (max(0, i - radius), min(bands.count, i + radius + 1))
        let count = Double(high - low)
        let mean = (sums[high] - sums[low]) / count
        let variance = max(0, (squares[high] - squares[low]) / count - mean * mean)
        guard variance > 1e-8 else { return 0 }
        return Float(max(0, (Double(bands[i]) - mean) / variance.squareRoot()))
    }
}
