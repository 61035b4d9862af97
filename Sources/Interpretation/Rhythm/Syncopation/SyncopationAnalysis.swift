import Tracks

/// How syncopated each stem is, and all together.
struct SyncopationAnalysis: Sendable {
    private(set) var measures: [Stem: SyncopationMeasures] = [:]
    /// 0...1 by stem: the mean per bar beside the most that the bars' meters allow.
    private(set) var indexByStem: [Stem: Double] = [:]
    /// 0...1 over the stems; `nil` where no stem has enough notes.
    private(set) var index: Double?
    /// Mean per bar of Longuet-Higgins & Lee's measure, over the stems like `index`.
    private(set) var perBar = 0.0

    /// Fewer bars with notes say nothing about a stem.
    private static let leastBars = 4
    /// Accompaniment that merges many instruments is half as clear as a stem that is one.
    private static let trust: [Stem: Double] = [.drums: 1, .bass: 1, .vocals: 1, .other: 0.5]

    init(_ grid: OnsetGrid, swingRatio: Double?) {
        var (sum, sumPerBar, weightSum) = (0.0, 0.0, 0.0)
        for stem in Stem.standard {
            let voices = SyncopationAnalysis.rhythmicVoices(of: stem, in: grid)
            let patterns = grid.patterns(of: voices, swingRatio: swingRatio)
            let played = patterns.count { $0.contains(true) }
            guard played >= SyncopationAnalysis.leastBars else { continue }
            let (perBar, share) = SyncopationAnalysis.longuetHigginsLee(patterns, bars: grid.bars)
            let steps = grid.steps(of: voices, swingRatio: swingRatio)
            let distance = WeightedNoteToBeatDistance.mean(
                of: steps, stepsPerBeat: grid.bars.positionsPerBeat,
                end: grid.bars.beatSeconds.count * grid.bars.positionsPerBeat)
            let offBeat = patterns.reduce(0) { $0 + OffBeatness.count(in: $1) }
            measures[stem] = SyncopationMeasures(
                longuetHigginsLeePerBar: RhythmPrecision.thousandths(perBar),
                weightedNoteToBeatDistance: RhythmPrecision.thousandths(distance ?? 0),
                offBeatnessPerBar: RhythmPrecision.thousandths(Double(offBeat) / Double(played)))
            indexByStem[stem] = RhythmPrecision.thousandths(share)
            let weight = (SyncopationAnalysis.trust[stem] ?? 0) * Double(played) / Double(patterns.count)
            sum += weight * share
            sumPerBar += weight * perBar
            weightSum += weight
        }
        if weightSum > 0 {
            index = RhythmPrecision.thousandths(sum / weightSum)
            perBar = sumPerBar / weightSum
        }
    }

    /// Kick and snare carry a drummer's rhythm; cymbals keep time and would fill every rest.
    private static func rhythmicVoices(of stem: Stem, in grid: OnsetGrid) -> [Voice] {
        guard stem == .drums else { return stem.voices }
        let struck = (grid.onsets[.kick]?.count ?? 0) + (grid.onsets[.snare]?.count ?? 0)
        return struck >= 2 * leastBars ? [.kick, .snare] : Voice.drums
    }

    /// Mean per bar that has notes, and the mean share of what each bar's meter allows.
    private static func longuetHigginsLee(_ patterns: [[Bool]], bars: BarGrid) -> (perBar: Double, share: Double) {
        var (sum, share, count) = (0, 0.0, 0)
        var before: Int?
        for (bar, pattern) in zip(bars.bars, patterns) {
            guard pattern.contains(true) else {
                before = nil
                continue
            }
            let tree = bars.tree(of: bar)
            let result = LonguetHigginsLee.syncopation(of: pattern, tree: tree, weightBefore: before)
            before = result.lastNoteWeight
            sum += result.syncopation
            share += Double(result.syncopation) / Double(max(1, LonguetHigginsLee.maximum(of: tree)))
            count += 1
        }
        return count > 0 ? (Double(sum) / Double(count), min(1, share / Double(count))) : (0, 0)
    }
}
