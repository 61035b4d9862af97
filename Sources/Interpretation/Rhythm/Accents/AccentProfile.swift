import Glibc
import Tracks

/// Where in the bar notes are strong, as measured: the mean strength of the onsets at each position of the usual bar,
/// voice by voice and together.
struct AccentProfile: Sendable {
    /// Together, 0...1.
    let weights: [Double]
    /// By voice, 0...1; voices that are not heard are absent.
    let byVoice: [Voice: [Double]]
    let positionsPerBeat: Int
    /// Pearson's correlation with the weights of the meter's tree; `nil` where all positions are equally strong.
    let correlation: Double?

    private static let strong = 0.6
    private static let weak = 0.2
    /// Cymbals and accompaniment tell less of accents than what is struck once and for all.
    private static let trust: [Voice: Double] = [
        .kick: 1, .snare: 1, .hiHat: 0.5, .bass: 1, .vocals: 0.7, .other: 0.7,
    ]

    /// The profile over the bars of the usual length; `nil` where nothing is heard in them.
    init?(_ grid: OnsetGrid, swingRatio: Double?) {
        let ruler = grid.bars
        positionsPerBeat = ruler.positionsPerBeat
        let length = ruler.beatsPerBar * positionsPerBeat
        var positionOfStep: [Int: Int] = [:]
        var barCount = 0
        for bar in ruler.bars where bar.beatCount == ruler.beatsPerBar {
            barCount += 1
            for position in 0..<length { positionOfStep[bar.firstBeat * positionsPerBeat + position] = position }
        }
        guard barCount > 0 else { return nil }
        var together = [Double](repeating: 0, count: length)
        var byVoice: [Voice: [Double]] = [:]
        for voice in Voice.allCases {
            var profile = [Double](repeating: 0, count: length)
            for onset in grid.onsets[voice] ?? [] {
                let step = onset.step(perBeat: positionsPerBeat, swingRatio: swingRatio)
                if let position = positionOfStep[step] { profile[position] += onset.strength / Double(barCount) }
            }
            guard let highest = profile.max(), highest > 0 else { continue }
            for position in profile.indices {
                together[position] += (AccentProfile.trust[voice] ?? 0) * profile[position]
            }
            byVoice[voice] = profile.map { RhythmPrecision.thousandths($0 / highest) }
        }
        guard let highest = together.max(), highest > 0 else { return nil }
        self.byVoice = byVoice
        weights = together.map { RhythmPrecision.thousandths($0 / highest) }
        correlation = AccentProfile.correlation(weights, ruler.tree.weights.map { Double($0) })
    }

    /// The profile as the sidecar has it.
    var hierarchy: MetricHierarchy {
        func positions(_ range: Range<Double>) -> [Double] {
            weights.indices.filter { range.contains(weights[$0]) }
                .map { RhythmPrecision.thousandths(1 + Double($0) / Double(positionsPerBeat)) }
        }
        return MetricHierarchy(
            strongBeats: positions(AccentProfile.strong..<2),
            weakBeats: positions(AccentProfile.weak..<AccentProfile.strong),
            weights: weights, positionsPerBeat: positionsPerBeat,
            weightsByVoice: Dictionary(uniqueKeysWithValues: byVoice.map { ($0.key.rawValue, $0.value) }),
            correlationWithMeter: correlation.map { RhythmPrecision.thousandths($0) })
    }

    static func correlation(_ a: [Double], _ b: [Double]) -> Double? {
        let count = Double(a.count)
        let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
        var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            product += (x - meanA) * (y - meanB)
            squaresA += (x - meanA) * (x - meanA)
            squaresB += (y - meanB) * (y - meanB)
        }
        let scale = (squaresA * squaresB).squareRoot()
        return scale > 1e-12 ? product / scale : nil
    }
}
