import Glibc

/// The forward half of the Viterbi algorithm over onsets: the best score of every beat that may follow at every frame.
///
/// Changes of interval cost their price only, and keeping it nothing: divided by the sum over all changes, as it is
/// where paths are summed, every beat would cost something, and the best path through a long silence would slow down.
struct BestPathSweep {
    let model: BarPointerModel
    let goOn: [MeterLanes]
    let end: [MeterLanes]
    let keep: MeterLanes
    let change: MeterLanes

    /// Frames after which scores are brought back to a common scale.
    private static let scalingFrames = 1024

    /// What the sweep knows between two frames.
    struct State {
        /// The next frame.
        var frame = 0
        /// Scores by line, slot and position of the beat to come, less `offset`.
        var lines: [MeterLanes]
        var offset = 0.0
    }

    init(_ model: BarPointerModel) {
        self.model = model
        goOn = model.graph.goOn.map(\.logarithms)
        end = model.graph.end.map(\.logarithms)
        keep = model.graph.keep.logarithms
        change = model.graph.change.logarithms
    }

    /// The state before the first frame: the song begins anywhere in a beat, whose onset is not in it.
    func start() -> State {
        let impossible = MeterLanes(repeating: -.infinity)
        var lines = [MeterLanes](repeating: impossible, count: model.lineSize)
        let initial = model.graph.initial.map(\.logarithms)
        let rows = model.rowCount
        for (index, interval) in model.grid.intervals.enumerated() {
            let prior = Float(model.grid.logPriors[index] - log(Double(interval)))
            for slot in 0..<interval where model.mayLast(onset: slot - interval, interval: index) {
                let downbeat = Float(model.sum(true, onset: slot - interval, interval: index)) + prior
                let beat = Float(model.sum(false, onset: slot - interval, interval: index)) + prior
                let base = model.lineStarts[index] + slot * rows
                var barLine = impossible
                for row in 0..<rows {
                    let score = initial[row] + (row == 0 ? downbeat : beat)
                    if row + 1 < rows { lines[base + row + 1] = score + goOn[row] }
                    barLine = larger(barLine, score + end[row])
                }
                lines[base] = afterBarLine(barLine)
            }
        }
        return State(lines: lines)
    }

    /// Sweeps up to a frame. Unless it is empty, `record` receives what arrives at each frame, by interval and then
    /// by position.
    func advance(_ state: inout State, to last: Int, record: inout [MeterLanes]) {
        let rows = model.rowCount
        let count = model.intervalCount
        let (goOn, end) = (self.goOn, self.end)
        var steps = model.grid.steps.map { Float($0) }
        // Nothing is below the first.
        steps[0] = .infinity
        let impossible = MeterLanes(repeating: -.infinity)
        let isRecording = !record.isEmpty
        var windows = ObservationWindows(model, normalisers: nil)
        var rising = [MeterLanes](repeating: impossible, count: model.frameSize)
        var falling = [MeterLanes](repeating: impossible, count: rows)
        let first = state.frame
        var offset = state.offset
        var slots = LineSlots(model, frame: first)
        var lines = state.lines.mutableSpan
        var recordBase = 0

        for frame in first..<max(first, last) {
            if frame % BestPathSweep.scalingFrames == 0 { offset += BestPathSweep.bringToScale(&lines) }
            windows.move(to: frame, model)
            slots.step()
            if model.forced.isExclusive(frame) { model.closeOthers(in: &lines, slots, with: impossible) }
            for index in 0..<count {
                let slot = slots.bases[index]
                let row = index &* rows
                let below = max(0, row &- rows)
                let step = steps[index]
                for position in 0..<rows {
                    rising[row &+ position] = larger(lines[slot &+ position], rising[below &+ position] - step)
                }
                if isRecording {
                    for position in 0..<rows { record[recordBase &+ position] = lines[slot &+ position] }
                    recordBase &+= rows
                }
            }
            for position in 0..<rows { falling[position] = impossible }
            for index in stride(from: count - 1, through: 0, by: -1) {
                let slot = slots.bases[index]
                let row = index &* rows
                let step = steps[index]
                let beat = windows.beat[index]
                var evidence = windows.downbeat[index]
                var barLine = impossible
                var next = impossible
                for position in 0..<rows {
                    let above = falling[position]
                    let score = larger(rising[row &+ position], above) + evidence
                    falling[position] = larger(above, lines[slot &+ position]) - step
                    // The first position's own turn comes at the bar line.
                    lines[slot &+ position] = next
                    next = score + goOn[position]
                    barLine = larger(barLine, score + end[position])
                    evidence = beat
                }
                lines[slot] = afterBarLine(barLine)
            }
        }
        state.frame = max(first, last)
        state.offset = offset
    }

    /// Scores at the first beat of a bar from those at the end of the bar before.
    @inline(__always)
    private func afterBarLine(_ scores: MeterLanes) -> MeterLanes {
        let half = larger(scores.lowHalf, scores.highHalf)
        let quarter = larger(half.lowHalf, half.highHalf)
        return larger(scores + keep, max(quarter.x, quarter.y) + change)
    }

    /// Subtracts the best score from all, and returns it: single precision stays fine however long the song.
    private static func bringToScale(_ lines: inout MutableSpan<MeterLanes>) -> Double {
        var top = MeterLanes(repeating: -.infinity)
        for index in 0..<lines.count { top = larger(top, lines[index]) }
        let best = top.max()
        guard best > -.infinity else { return 0 }
        for index in 0..<lines.count { lines[index] -= best }
        return Double(best)
    }
}

/// The larger number of each lane.
@inline(__always)
func larger(_ a: MeterLanes, _ b: MeterLanes) -> MeterLanes { a.replacing(with: b, where: b .> a) }

@inline(__always)
func larger(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> { a.replacing(with: b, where: b .> a) }

@inline(__always)
func larger(_ a: SIMD2<Float>, _ b: SIMD2<Float>) -> SIMD2<Float> { a.replacing(with: b, where: b .> a) }
