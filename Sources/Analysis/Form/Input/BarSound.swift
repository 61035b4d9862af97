import Glibc

/// Averages a part's onset bands over bars.
struct BarSound {
    let onsets: OnsetBands
    let barLines: [Double]

    /// Mean power in dB above 1e-10 of full scale between two places in a bar, 0...1.
    func level(bar: Int, from start: Double = 0, to end: Double = 1) -> Float {
        let frames = frames(bar, start, end)
        var sum: Float = 0
        for frame in frames { sum += onsets.power[frame] }
        return 10 * log10f(sum / Float(max(1, frames.count)) + 1e-10)
    }

    /// Mean of the onset strengths in groups of bands between two places in a bar.
    func flux(bar: Int, groups: Range<Int>, from start: Double = 0, to end: Double = 1) -> Float {
        BarSound.mean(onsets.flux, frames(bar, start, end), groups)
    }

    /// Mean of the logarithmic levels in groups of bands between two places in a bar.
    func bands(bar: Int, groups: Range<Int>, from start: Double = 0, to end: Double = 1) -> Float {
        BarSound.mean(onsets.levels, frames(bar, start, end), groups)
    }

    /// Mean band levels of a bar [OnsetBands.timbreBandCount].
    func timbre(bar: Int) -> [Float] {
        let bands = OnsetBands.timbreBandCount
        let rate = OnsetBands.frameRateHz / Double(OnsetBands.framesPerTimbreRow)
        let (start, end) = (Int(barLines[bar] * rate), Int(barLines[bar + 1] * rate))
        let rows = (start..<max(start + 1, end)).clamped(to: 0..<onsets.timbre.count / bands)
        var result = [Float](repeating: 0, count: bands)
        for row in rows {
            for band in 0..<bands { result[band] += Float(onsets.timbre[row * bands + band]) / Float(rows.count) }
        }
        return result
    }

    private func frames(_ bar: Int, _ from: Double, _ to: Double) -> Range<Int> {
        let (start, length) = (barLines[bar], barLines[bar + 1] - barLines[bar])
        let first = Int((start + from * length) * OnsetBands.frameRateHz)
        let end = Int((start + to * length) * OnsetBands.frameRateHz)
        return (first..<max(first + 1, end)).clamped(to: 0..<onsets.frameCount)
    }

    private static func mean(_ values: [Float16], _ frames: Range<Int>, _ groups: Range<Int>) -> Float {
        var sum: Float = 0
        for frame in frames {
            for group in groups { sum += Float(values[frame * OnsetBands.groupCount + group]) }
        }
        return sum / Float(max(1, frames.count * groups.count))
    }
}
