import Glibc

/// The backward half of the forward-backward algorithm: how likely all evidence from a frame on is if a beat begins
/// there.
struct BackwardSweep {
    let forward: ForwardSweep
    /// Likelihoods by line, slot and position, times exp(−logScale); they are read one interval before their frame.
    /// They are not divided by the normaliser of the change of interval: what arrives from the front is.
    private var lines: [MeterLanes]
    private var logScale = 0.0

    /// The state after the last frame, where every beat to come is as good as any other.
    init(_ forward: ForwardSweep) {
        self.forward = forward
        // The last beat has no change of interval after it.
        lines = zip(forward.model.grid.intervals, forward.model.grid.logNormalisers).flatMap { interval, normaliser in
            let sure = MeterLanes(repeating: Float(exp(normaliser)))
            return [MeterLanes](repeating: sure, count: interval * forward.model.rowCount)
        }
    }

    /// Sweeps down over the frames of a segment and adds up the posterior of the onsets on each of them.
    mutating func retreat(
        over frames: Range<Int>, record: [MeterLanes], scales: [Double], logTotal: Double,
        into posterior: inout BeatPosterior
    ) {
        let forward = self.forward
        let model = forward.model
        var logScale = self.logScale
        let rows = model.rowCount
        let count = model.intervalCount
        let (goOn, end, steps) = (model.graph.goOn, model.graph.end, forward.steps)
        let least = MeterLanes(repeating: ForwardSweep.smallestMass)
        var windows = ObservationWindows(model, normalisers: model.grid.logNormalisers)
        var rising = [MeterLanes](repeating: MeterLanes(), count: model.frameSize)
        var falling = [MeterLanes](repeating: MeterLanes(), count: rows)
        var slots = LineSlots(model, frame: frames.upperBound + 1)
        var lines = self.lines.mutableSpan

        for frame in frames.reversed() {
            if frame % ForwardSweep.scalingFrames == 0 { logScale += ForwardSweep.bringToScale(&lines) }
            windows.move(to: frame, model)
            windows.exponentiate()
            slots.stepBack()
            // What follows if a beat begins here and lasts for each interval, and sums of it from below.
            for index in 0..<count {
                let slot = slots.bases[index]
                let row = index &* rows
                let below = max(0, row &- rows)
                let step = steps[index]
                let beat = windows.beat[index]
                var evidence = windows.downbeat[index]
                let barLine = forward.beforeBarLine(lines[slot])
                for position in 0..<rows {
                    var mass = barLine * end[position]
                    if position + 1 < rows { mass += lines[slot &+ position &+ 1] * goOn[position] }
                    mass *= evidence
                    lines[slot &+ position] = mass
                    rising[row &+ position] = mass + larger(rising[below &+ position] * step, least)
                    evidence = beat
                }
            }
            for position in 0..<rows { falling[position] = MeterLanes() }
            var downbeats = MeterMasses()
            var others = MeterMasses()
            var recordBase = (frame - frames.lowerBound + 1) * model.frameSize
            for index in stride(from: count - 1, through: 0, by: -1) {
                let slot = slots.bases[index]
                let row = index &* rows
                let step = steps[index]
                recordBase &-= rows
                for position in 0..<rows {
                    let above = falling[position]
                    let mass = rising[row &+ position] + above
                    falling[position] = larger((above + lines[slot &+ position]) * step, least)
                    lines[slot &+ position] = mass
                    let product = MeterMasses(mass) * MeterMasses(record[recordBase &+ position])
                    if position == 0 { downbeats += product } else { others += product }
                }
            }
            if model.forced.isExclusive(frame) { model.closeOthers(in: &lines, slots, with: MeterLanes()) }
            let factor = exp(scales[frame - frames.lowerBound] + logScale - logTotal)
            posterior.add(frame: frame, downbeats: downbeats * factor, others: others * factor)
        }
        self.logScale = logScale
    }
}
