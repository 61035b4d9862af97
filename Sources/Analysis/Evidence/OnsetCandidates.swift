import DSP

/// Peaks of a part's onset strength, and what is measured at each.
struct OnsetCandidates {
    /// Frames from the peak at which levels and rises are compared with the peak's.
    private static let levelOffsets = [-8, -5, -3, 3, 6, 10]
    private static let fluxOffsets = [-6, -4, -2, 2, 4, 6]
    /// Numbers that are measured at a peak: for each group of bands four and one at each offset, and two of the whole.
    static let measureCount = (4 + levelOffsets.count + fluxOffsets.count) * OnsetBands.groupCount + 2
    /// Levels further below the loud ones of the mix than this are all the same silence.
    private static let lowestLevel: Float = -4
    /// A peak is the highest within this many frames.
    private static let peakRadius = 3
    private static let leastStrength: Float = 0.01

    /// Times of the peaks, refined by parabolas.
    let seconds: [Double]

    private let frames: [Int]
    private let strength: [Float]
    private let meanStrength: [Float]
    /// [frames, groups], of the part and of the mix.
    private let flux: [Float]
    private let levels: [Float]
    private let mixFlux: [Float]
    /// Level of each group that the mix exceeds in one frame of twenty.
    private let loud: [Float]

    /// - Precondition: Both have the same number of frames.
    init(_ part: OnsetBands, mix: OnsetBands) {
        precondition(part.frameCount == mix.frameCount)
        let groups = OnsetBands.groupCount
        flux = part.flux.map { Float($0) }
        levels = part.levels.map { Float($0) }
        mixFlux = mix.flux.map { Float($0) }
        loud = (0..<groups).map { group in
            let sorted = stride(from: group, to: mix.levels.count, by: groups).map { Float(mix.levels[$0]) }.sorted()
            return sorted[Int(0.95 * Double(sorted.count - 1))]
        }
        var mean = [Float](repeating: 0, count: part.frameCount)
        for frame in mean.indices {
            for group in 0..<groups { mean[frame] += flux[frame * groups + group] }
            mean[frame] /= Float(groups)
        }
        var strength = mean
        for frame in mean.indices {
            let before = frame > 0 ? mean[frame - 1] : 0
            let after = frame + 1 < mean.count ? mean[frame + 1] : 0
            strength[frame] = 0.25 * before + 0.5 * mean[frame] + 0.25 * after
        }
        self.strength = strength
        meanStrength = MovingAverage.centred(strength, radius: 20)
        frames = OnsetCandidates.peaks(of: strength)
        seconds = frames.map {
            let offset = PeakPicking.parabolicOffset(strength[$0 - 1], strength[$0], strength[$0 + 1])
            return (Double($0) + offset) / OnsetBands.frameRateHz
        }
    }

    private static func peaks(of strength: [Float]) -> [Int] {
        guard strength.count > 2 else { return [] }
        return (1..<strength.count - 1).filter { frame in
            let value = strength[frame]
            guard value > leastStrength, value > strength[frame - 1] else { return false }
            let neighbours = max(0, frame - peakRadius)...min(strength.count - 1, frame + peakRadius)
            return neighbours.allSatisfy { strength[$0] <= value }
        }
    }

    /// What `OnsetWeights` weighs, [measureCount]: by group the rise of the part, its level beside the loud mix's, the
    /// rise of the mix, and the decay within a tenth of a second; then how far the peak stands out, and its height; then
    /// by offset and group the levels beside the peak's, and the rises.
    func measured(at index: Int) -> [Float] {
        let groups = OnsetBands.groupCount
        let frame = frames[index]
        let end = strength.count - 1
        var result = [Float](repeating: 0, count: OnsetCandidates.measureCount)
        for group in 0..<groups {
            func highest(_ values: [Float], _ range: ClosedRange<Int>) -> Float {
                range.reduce(-Float.infinity) { max($0, values[$1 * groups + group]) }
            }
            let near = frame - 1...frame + 1
            let peakLevel = highest(levels, frame...min(end, frame + 5))
            result[group] = highest(flux, near).squareRoot()
            result[groups + group] = max(OnsetCandidates.lowestLevel, peakLevel - loud[group])
            result[2 * groups + group] = highest(mixFlux, near).squareRoot()
            result[3 * groups + group] =
                highest(levels, frame...min(end, frame + 4)) - levels[min(end, frame + 10) * groups + group]
        }
        let peak = strength[frame]
        result[4 * groups] = peak / (peak + 3 * meanStrength[frame] + 0.01)
        result[4 * groups + 1] = peak.squareRoot()
        var next = 4 * groups + 2
        for offset in OnsetCandidates.levelOffsets {
            let other = min(end, max(0, frame + offset))
            for group in 0..<groups {
                result[next + group] = levels[other * groups + group] - levels[frame * groups + group]
            }
            next += groups
        }
        for offset in OnsetCandidates.fluxOffsets {
            let other = min(end, max(0, frame + offset))
            for group in 0..<groups { result[next + group] = flux[other * groups + group].squareRoot() }
            next += groups
        }
        return result
    }

    /// Mean rise of some groups around a peak.
    func rise(at index: Int, groups: Range<Int>) -> Float {
        let frame = frames[index]
        var sum: Float = 0
        for group in groups {
            sum += (frame - 1...frame + 1).reduce(0) { max($0, flux[$1 * OnsetBands.groupCount + group]) }
        }
        return sum / Float(groups.count)
    }
}
