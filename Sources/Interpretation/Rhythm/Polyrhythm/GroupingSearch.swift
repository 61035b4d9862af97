import Tracks

/// Looks for grouping dissonances (Krebs, Fantasy Pieces, 1999): notes or accents of a voice that recur at an interval
/// which is no level of the meter, such as every three sixteenths in 4/4, or every two beats in 3/4 (hemiola), for two
/// bars or more.
struct GroupingSearch {
    private static let leastIntervals = 5
    private static let permutationCount = 1000
    private static let seed: UInt64 = 19_99
    /// An accent is so much stronger than its neighbours.
    private static let accentRatio = 1.3

    private let grid: OnsetGrid
    private let swingRatio: Double?
    private var generator = SplitMix64(seed: seed)

    init(_ grid: OnsetGrid, swingRatio: Double?) {
        self.grid = grid
        self.swingRatio = swingRatio
    }

    /// What was found, in order.
    mutating func results() -> [Polyrhythm] {
        let ruler = grid.bars
        // Where eighths are the beats, their groups of two and three are the meter.
        guard ruler.positionsPerBeat >= 4 else { return [] }
        var found: [(interval: Int, result: Polyrhythm)] = []
        for voice in Voice.allCases {
            let onsets = grid.onsets[voice] ?? []
            for steps in [steps(of: onsets), steps(of: GroupingSearch.accents(of: onsets))] {
                for run in GroupingSearch.equalIntervals(in: steps) where isDissonant(run.interval) {
                    if let result = polyrhythm(run, voice: voice) { found.append((run.interval, result)) }
                }
            }
        }
        // What holds through most of a song is its meter, whatever the time signature says.
        let barsOfInterval = Dictionary(grouping: found, by: \.interval).mapValues { list in
            Set(list.flatMap { $0.result.startBar..<$0.result.startBar + $0.result.bars }).count
        }
        let passing = found.filter { 2 * barsOfInterval[$0.interval]! <= ruler.bars.count }
            .map { (result: $0.result, noteCount: 0) }
        return PolyrhythmSearch.withoutOverlaps(passing)
    }

    private func isDissonant(_ interval: Int) -> Bool {
        let tree = grid.bars.tree
        let perBeat = grid.bars.positionsPerBeat
        var span = tree.positionCount
        // What divides the bar evenly comes back with every bar line, and is a polyrhythm or nothing.
        guard interval < 2 * span, interval >= 3, span % interval != 0 else { return false }
        for division in tree.divisions {
            if interval == span { return false }
            span /= division
        }
        // Groups of two and three beats are what bars of five and seven are made of.
        return interval % perBeat != 0 || [3, 4].contains(grid.bars.beatsPerBar)
    }

    private func steps(of onsets: [QuantisedOnset]) -> [Int] {
        var result: [Int] = []
        for onset in onsets {
            let step = onset.step(perBeat: grid.bars.positionsPerBeat, swingRatio: swingRatio)
            if step > result.last ?? .min { result.append(step) }
        }
        return result
    }

    private static func accents(of onsets: [QuantisedOnset]) -> [QuantisedOnset] {
        guard onsets.count > 2 else { return [] }
        return (1..<onsets.count - 1).filter { index in
            let neighbours = 0.5 * (onsets[index - 1].strength + onsets[index + 1].strength)
            return onsets[index].strength > accentRatio * neighbours
        }.map { onsets[$0] }
    }

    private struct Run {
        let interval: Int
        let steps: ArraySlice<Int>
    }

    /// Stretches in which all intervals are equal.
    private static func equalIntervals(in steps: [Int]) -> [Run] {
        guard steps.count > leastIntervals else { return [] }
        var result: [Run] = []
        var start = 0
        for index in 1..<steps.count {
            let interval = steps[start + 1] - steps[start]
            let isLast = index + 1 == steps.count
            if isLast || steps[index + 1] - steps[index] != interval {
                if index - start >= leastIntervals {
                    result.append(Run(interval: interval, steps: steps[start...index]))
                }
                start = index
            }
            if isLast { break }
        }
        return result
    }

    private mutating func polyrhythm(_ run: Run, voice: Voice) -> Polyrhythm? {
        let ruler = grid.bars
        let perBeat = ruler.positionsPerBeat
        guard let first = run.steps.first, let last = run.steps.last else { return nil }
        let inside = ruler.bars.indices.filter {
            let start = ruler.bars[$0].firstBeat * perBeat
            return start < last + run.interval && first < start + ruler.bars[$0].beatCount * perBeat
        }
        let barSteps = ruler.beatsPerBar * perBeat
        guard let bar = inside.first, last - first + run.interval >= PolyrhythmSearch.leastBars * barSteps else {
            return nil
        }
        let p = pValue(noteCount: run.steps.count, stepCount: last - first + 1)
        guard p < PolyrhythmSearch.significance else { return nil }
        let unit = metricalSpan(above: run.interval)
        let divisor = OffBeatness.greatestCommonDivisor(run.interval, unit)
        let number = ruler.bars[bar].number
        return Polyrhythm(
            kind: "grouping", ratio: "\(run.interval / divisor):\(unit / divisor)", voices: [voice.rawValue],
            startBar: number, bars: inside.count, pValue: p,
            description: "From bar \(number) on, the \(voice.name) recurs \(run.steps.count) times every "
                + "\(run.interval) sixteenths, against bars of \(barSteps).")
    }

    /// The shortest level of the meter that is longer than an interval, in steps.
    private func metricalSpan(above interval: Int) -> Int {
        let tree = grid.bars.tree
        var (span, result) = (tree.positionCount, tree.positionCount)
        for division in tree.divisions {
            if span > interval { result = span }
            span /= division
        }
        return result > interval ? result : 2 * result
    }

    /// How often as many notes, put by chance on the steps from the first to the last, are all at equal intervals.
    private mutating func pValue(noteCount: Int, stepCount: Int) -> Double {
        var hits = 0
        for _ in 0..<GroupingSearch.permutationCount {
            // One by one, each step is taken with the chance that keeps the number of notes.
            var (left, previous, interval, isEqual) = (noteCount, Int?.none, Int?.none, true)
            for step in 0..<stepCount where left > 0 {
                guard Int(generator.next() % UInt64(stepCount - step)) < left else { continue }
                left -= 1
                if let before = previous {
                    if interval == nil { interval = step - before }
                    if step - before != interval {
                        isEqual = false
                        break
                    }
                }
                previous = step
            }
            if isEqual { hits += 1 }
        }
        return RhythmPrecision.thousandths(Double(hits + 1) / Double(GroupingSearch.permutationCount + 1))
    }
}
