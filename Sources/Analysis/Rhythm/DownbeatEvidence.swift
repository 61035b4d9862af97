import Glibc

/// What tells the first beat of a bar from the others: harmony and bass change there, the bass drum sounds, cymbals
/// crash. Strength of onsets alone does not tell, it is as high on the snare drum's beats.
struct DownbeatEvidence {
    let envelope: OnsetEnvelope
    let features: SongFeatures
    let harmony: ChromaCurve
    let bass: ChromaCurve

    /// Evidence by beat with mean 0 and standard deviation 1.
    func values(_ grid: BeatGrid) -> [Double] {
        guard grid.count >= 4 else { return Array(repeating: 0, count: grid.count) }
        let beatSeconds = 60 / grid.bpm
        let reach = min(1.2, max(0.4, 1.5 * beatSeconds))
        var harmonic = grid.times.map { Double(harmony.novelty(atSeconds: $0, reachSeconds: reach)) }
        var bassChange = grid.times.map { Double(bass.novelty(atSeconds: $0, reachSeconds: 0.9 * beatSeconds)) }
        var low = grid.times.map { Double(peak(envelope.low, atSeconds: $0)) }
        var middle = grid.times.map { Double(peak(envelope.middle, atSeconds: $0)) }
        var bright = grid.times.map { brightening(atSeconds: $0) }
        scale(&harmonic)
        scale(&bassChange)
        scale(&low)
        scale(&middle)
        scale(&bright)
        var sum = grid.times.indices.map { index in
            1.0 * harmonic[index] + 0.6 * bassChange[index] + 0.4 * low[index] - 0.15 * middle[index]
                + 0.3 * bright[index]
        }
        // Edges have a before or an after only.
        let mean = sum.reduce(0, +) / Double(sum.count)
        sum[0] = max(sum[0], mean)
        scale(&sum)
        for index in sum.indices { sum[index] = min(2.5, max(-2.5, sum[index])) }
        return sum
    }

    private func scale(_ values: inout [Double]) {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let scale = variance > 1e-9 ? 1 / variance.squareRoot() : 0
        for index in values.indices { values[index] = min(3, (values[index] - mean) * scale) }
    }

    private func peak(_ curve: [Float], atSeconds time: Double) -> Float {
        let frame = Int((time * OnsetEnvelope.frameRateHz).rounded())
        let range = max(0, frame - 3)..<max(0, min(curve.count, frame + 4))
        return range.reduce(0) { max($0, curve[$1]) }
    }

    /// How much the treble grows at a time and stays for a third of a second: a cymbal, a new instrument.
    private func brightening(atSeconds time: Double) -> Double {
        let rowRate = OnsetFeatures.frameRateHz / Double(OnsetFeatures.framesPerTimbreRow)
        let rowCount = features.mix.timbre.count / OnsetFeatures.timbreBandCount
        let row = Int((time * rowRate).rounded())
        func mean(_ rows: Range<Int>) -> Double {
            let rows = rows.clamped(to: 0..<rowCount)
            guard !rows.isEmpty else { return 0 }
            var sum: Float = 0
            for row in rows {
                for band in 18..<OnsetFeatures.timbreBandCount {
                    sum += features.mix.timbre[row * OnsetFeatures.timbreBandCount + band]
                }
            }
            return Double(sum) / Double(rows.count)
        }
        return max(0, mean(row + 1..<row + 4) - mean(row - 4..<row - 1))
    }
}
