import Glibc
import Tracks

/// Takes the measures that rhythmic complexity is made of.
struct RhythmicMeasurement {
    private let grid: OnsetGrid
    private let swingRatio: Double?
    /// Fewer bars with notes are no pattern.
    private static let leastBars = 4

    init(_ grid: OnsetGrid, swingRatio: Double?) {
        self.grid = grid
        self.swingRatio = swingRatio
    }

    /// All that can be measured.
    func measures(syncopation: SyncopationAnalysis, polyrhythms: [Polyrhythm]) -> [RhythmicMeasure: Double] {
        var result: [RhythmicMeasure: Double] = [:]
        if syncopation.index != nil { result[.syncopationPerBar] = syncopation.perBar }
        let drums = Voice.drums.reduce(0) { $0 + (grid.onsets[$1]?.count ?? 0) }
        let hasDrums = drums >= 4 * RhythmicMeasurement.leastBars
        result[.positionEntropy] = positionEntropy(hasDrums ? Voice.drums : Voice.allCases)
        result[.patternVariety] = patternVariety(hasDrums ? Voice.drums.map { [$0] } : [[.bass], [.other]])
        result[.microtiming] = microtimingMilliseconds()
        let bars = grid.bars.bars
        result[.tempoVariability] = tempoVariabilityPercent()
        result[.meterChanges] = Double(bars.count { $0.beatCount != grid.bars.beatsPerBar }) / Double(bars.count)
        let inPolyrhythms = Set(polyrhythms.flatMap { $0.startBar..<$0.startBar + $0.bars })
        result[.polyrhythms] = min(1, Double(inPolyrhythms.count) / Double(bars.count))
        return result
    }

    /// Bits of the distribution of all notes over the positions of the bar.
    private func positionEntropy(_ voices: [Voice]) -> Double? {
        let perBeat = grid.bars.positionsPerBeat
        var counts = [Double](repeating: 0, count: grid.bars.beatsPerBar * perBeat)
        for voice in voices {
            let steps = Set(grid.steps(of: [voice], swingRatio: swingRatio))
            for bar in grid.bars.bars where bar.beatCount == grid.bars.beatsPerBar {
                for position in counts.indices where steps.contains(bar.firstBeat * perBeat + position) {
                    counts[position] += 1
                }
            }
        }
        let sum = counts.reduce(0, +)
        guard sum >= Double(RhythmicMeasurement.leastBars) else { return nil }
        return counts.reduce(0) { $0 - ($1 > 0 ? $1 / sum * log2($1 / sum) : 0) }
    }

    /// Share of the bars with notes that bring a new rhythm: one that differs from every earlier bar in more than an
    /// eighth of its notes, so that a missed or an added note makes no new one.
    private func patternVariety(_ streams: [[Voice]]) -> Double? {
        let patterns = streams.map { grid.patterns(of: $0, swingRatio: swingRatio) }
        var known: [[Bool]] = []
        var (new, count) = (0, 0)
        for index in grid.bars.bars.indices {
            let bar = patterns.flatMap { $0[index] }
            let notes = bar.count { $0 }
            guard notes > 0 else { continue }
            count += 1
            let isKnown = known.contains { earlier in
                earlier.count == bar.count && 8 * zip(earlier, bar).count { $0 != $1 } <= max(8, 2 * notes)
            }
            if !isKnown {
                known.append(bar)
                new += 1
            }
        }
        return count >= RhythmicMeasurement.leastBars ? Double(new) / Double(count) : nil
    }

    /// Mean distance, over the voices, from where the voice plays each position on average.
    private func microtimingMilliseconds() -> Double? {
        let perBeat = grid.bars.positionsPerBeat
        var (sum, count) = (0.0, 0)
        for voice in Voice.allCases where voice != .vocals && voice != .other {
            var residuals: [Int: [Double]] = [:]
            for onset in grid.onsets[voice] ?? [] {
                let step = onset.step(perBeat: perBeat, swingRatio: swingRatio)
                let beat = min(grid.bars.beatSeconds.count - 2, max(0, Int(onset.position)))
                let period = grid.bars.beatSeconds[beat + 1] - grid.bars.beatSeconds[beat]
                let position = ((step % perBeat) + perBeat) % perBeat
                residuals[position, default: []].append((onset.position - Double(step) / Double(perBeat)) * period)
            }
            for list in residuals.values where list.count >= 8 {
                let middle = list.sorted()[list.count / 2]
                sum += list.reduce(0) { $0 + abs($1 - middle) }
                count += list.count
            }
        }
        return count >= 32 ? 1000 * sum / Double(count) : nil
    }

    /// Mean change of the beat's length from one bar to the next, in percent of it.
    private func tempoVariabilityPercent() -> Double? {
        let seconds = grid.bars.beatSeconds
        let periods = grid.bars.bars.map {
            (seconds[$0.firstBeat + $0.beatCount] - seconds[$0.firstBeat]) / Double($0.beatCount)
        }
        guard periods.count >= RhythmicMeasurement.leastBars else { return nil }
        let changes = zip(periods, periods.dropFirst()).map { abs($1 - $0) / $0 }
        return 100 * changes.reduce(0, +) / Double(changes.count)
    }
}
