import Glibc

/// The forward half of the forward-backward algorithm over onsets: the mass of all paths on which a beat begins, by
/// frame, interval, position and meter.
///
/// Masses are single-precision numbers on a common scale that is renewed every few frames. What is less than 1e-37 of
/// the largest is not kept apart from that: it has no share in any posterior.
struct ForwardSweep {
    let model: BarPointerModel
    /// exp(−price) from each interval to the one below; 0 for the first.
    let steps: [Float]

    /// What the sweep knows between two frames.
    struct State {
        /// The next frame.
        var frame = 0
        /// Masses by line, slot and position of the beat to come, times exp(−logScale). They are already divided by the
        /// normaliser of the change of interval, which depends only on the interval before.
        var lines: [MeterLanes]
        var logScale = 0.0
    }

    /// Frames after which masses are brought back to a common scale: no more than a long beat.
    static let scalingFrames = 128
    /// The largest mass on the common scale; from here the range of single precision reaches far both ways.
    static let largestMass: Float = 1e4
    /// The smallest that sums are allowed to fade to: smaller numbers would be slow.
    static let smallestMass: Float = 1e-33

    init(_ model: BarPointerModel) {
        self.model = model
        var steps = model.grid.steps.map { Float(exp(-$0)) }
        steps[0] = 0
        self.steps = steps
    }

    /// The state before the first frame: the song begins anywhere in a beat, whose onset is not in it.
    func start() -> State {
        let graph = model.graph
        var lines = [MeterLanes](repeating: MeterLanes(), count: model.lineSize)
        for (index, interval) in model.grid.intervals.enumerated() {
            let prior = model.grid.logPriors[index] - log(Double(interval)) - model.grid.logNormalisers[index]
            for slot in 0..<interval where model.mayLast(onset: slot - interval, interval: index) {
                let downbeat = Float(exp(model.sum(true, onset: slot - interval, interval: index) + prior))
                let beat = Float(exp(model.sum(false, onset: slot - interval, interval: index) + prior))
                let base = model.lineStarts[index] + slot * model.rowCount
                var barLine = MeterLanes()
                for row in 0..<model.rowCount {
                    let mass = graph.initial[row] * (row == 0 ? downbeat : beat)
                    if row + 1 < model.rowCount { lines[base + row + 1] = mass * graph.goOn[row] }
                    barLine += mass * graph.end[row]
                }
                lines[base] = acrossBarLine(barLine)
            }
        }
        return State(lines: lines)
    }

    /// Sweeps up to a frame. Unless it is empty, `record` receives what arrives at each frame, by interval and then by
    /// position, and `scales` the logarithm of the factor each frame of it stands for.
    func advance(_ state: inout State, to last: Int, record: inout [MeterLanes], scales: inout [Double]) {
        let rows = model.rowCount
        let count = model.intervalCount
        let (goOn, end, steps) = (model.graph.goOn, model.graph.end, self.steps)
        let least = MeterLanes(repeating: ForwardSweep.smallestMass)
        let isRecording = !record.isEmpty
        var windows = ObservationWindows(model, normalisers: model.grid.logNormalisers)
        var rising = [MeterLanes](repeating: MeterLanes(), count: model.frameSize)
        var falling = [MeterLanes](repeating: MeterLanes(), count: rows)
        let first = state.frame
        var logScale = state.logScale
        var slots = LineSlots(model, frame: first)
        var lines = state.lines.mutableSpan
        var recordBase = 0

        for frame in first..<max(first, last) {
            if frame % ForwardSweep.scalingFrames == 0 { logScale += ForwardSweep.bringToScale(&lines) }
            windows.move(to: frame, model)
            windows.exponentiate()
            slots.step()
            if model.forced.isExclusive(frame) { model.closeOthers(in: &lines, slots, with: MeterLanes()) }
            for index in 0..<count {
                let slot = slots.bases[index]
                let row = index &* rows
                let below = max(0, row &- rows)
                let step = steps[index]
                for position in 0..<rows {
                    let faded = larger(rising[below &+ position] * step, least)
                    rising[row &+ position] = lines[slot &+ position] + faded
                }
                if isRecording {
                    for position in 0..<rows { record[recordBase &+ position] = lines[slot &+ position] }
                    recordBase &+= rows
                }
            }
            if isRecording { scales[frame - first] = logScale }
            for position in 0..<rows { falling[position] = MeterLanes() }
            for index in stride(from: count - 1, through: 0, by: -1) {
                let slot = slots.bases[index]
                let row = index &* rows
                let step = steps[index]
                let beat = windows.beat[index]
                var evidence = windows.downbeat[index]
                var barLine = MeterLanes()
                var next = MeterLanes()
                for position in 0..<rows {
                    let above = falling[position]
                    let mass = (rising[row &+ position] + above) * evidence
                    falling[position] = larger((above + lines[slot &+ position]) * step, least)
                    // The first position's own turn comes at the bar line.
                    lines[slot &+ position] = next
                    next = mass * goOn[position]
                    barLine += mass * end[position]
                    evidence = beat
                }
                lines[slot] = acrossBarLine(barLine)
            }
        }
        state.frame = max(first, last)
        state.logScale = logScale
    }

    /// Logarithm of the mass of all paths, once every frame has been passed.
    func logTotal(_ state: State) -> Double {
        var total = 0.0
        for index in model.grid.intervals.indices {
            // The last beat has no change of interval after it.
            let line = state.lines[model.lineStarts[index]..<model.lineStarts[index + 1]]
            total += line.reduce(0.0) { $0 + Double($1.sum()) } * exp(model.grid.logNormalisers[index])
        }
        return log(total) + state.logScale
    }

    /// Masses on the other side of a bar line.
    @inline(__always)
    private func acrossBarLine(_ masses: MeterLanes) -> MeterLanes {
        let half = masses.lowHalf + masses.highHalf
        let quarter = half.lowHalf + half.highHalf
        return masses * model.graph.keep + (quarter.x + quarter.y - masses) * model.graph.change
    }

    /// Likelihoods before a bar line from those after it.
    @inline(__always)
    func beforeBarLine(_ masses: MeterLanes) -> MeterLanes {
        let entered = masses * model.graph.change
        let half = entered.lowHalf + entered.highHalf
        let quarter = half.lowHalf + half.highHalf
        return masses * model.graph.keep + (quarter.x + quarter.y - entered)
    }

    /// Brings the largest mass back to the common scale; returns the logarithm of what all were divided by.
    static func bringToScale(_ lines: inout MutableSpan<MeterLanes>) -> Double {
        var top = MeterLanes()
        for index in 0..<lines.count { top = larger(top, lines[index]) }
        let most = top.max()
        guard most > 0 else { return 0 }
        let factor = largestMass / most
        for index in 0..<lines.count { lines[index] *= factor }
        return -log(Double(factor))
    }
}
