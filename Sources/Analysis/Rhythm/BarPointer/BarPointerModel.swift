import Glibc

/// One song's bar-pointer model: tempi, meters and evidence, laid out for the sweeps over frames.
///
/// The sweeps keep, for each interval, a line of as many slots as the interval has frames. What is written to a slot at
/// the onset of a beat is read when the slot's turn comes again, at the onset of the next beat. A slot holds one
/// `MeterLanes` for each position of the next beat.
struct BarPointerModel: Sendable {
    let parameters: BarPointerParameters
    let grid: TempoGrid
    let graph: MeterGraph
    let odds: PulseLogOdds
    let forced: ForcedDownbeats
    /// Where the line of each interval begins, in `MeterLanes`; last, their sum.
    let lineStarts: [Int]
    /// Whole frames of a beat that are observed, by interval.
    let windowFrames: [Int]
    /// The part of one more frame that is observed, by interval: the share of time that counts as beats is then the
    /// same at all tempi, so that silence favours none.
    let windowParts: [Float]

    var frameCount: Int { odds.frameCount }
    var intervalCount: Int { grid.intervals.count }
    var rowCount: Int { graph.rowCount }
    /// `MeterLanes` of one frame: each position at each interval.
    var frameSize: Int { intervalCount * rowCount }
    /// `MeterLanes` of all lines.
    var lineSize: Int { lineStarts[intervalCount] }

    init(
        _ evidence: PulseEvidence, _ parameters: BarPointerParameters, grid: TempoGrid, constraints: BarConstraints,
        weight: Double
    ) throws(BarPointerError) {
        self.parameters = parameters
        self.grid = grid
        graph = try MeterGraph(parameters, allowed: constraints.beatsPerBar)
        let windows = grid.intervals.map { max(1, Double($0) / parameters.observationLambda) }
        windowFrames = windows.map { Int($0) }
        windowParts = windows.map { Float($0 - $0.rounded(.down)) }
        let longestWindow = (windowFrames.last ?? 0) + 1
        odds = PulseLogOdds(evidence, parameters, weight: weight, longestWindow: longestWindow)
        forced = try ForcedDownbeats(
            seconds: constraints.downbeatSeconds, frameCount: evidence.frameCount, parameters)
        var starts = [0]
        for interval in grid.intervals { starts.append(starts[starts.count - 1] + interval * graph.rowCount) }
        lineStarts = starts
    }

    /// Frames that are observed, in parts of one too, at the beginning of a beat, by interval.
    func window(_ interval: Int) -> Double { Double(windowFrames[interval]) + Double(windowParts[interval]) }

    /// Log-odds of a beat with an interval beginning on a frame, which may be negative.
    func sum(_ isDownbeat: Bool, onset: Int, interval: Int) -> Double {
        odds.sum(isDownbeat, onset: onset, window: window(interval))
    }

    /// Whether a beat from an onset (negative ones too) to the next satisfies the forced downbeats between them.
    func mayLast(onset: Int, interval: Int) -> Bool {
        forced.isEmpty || onset + grid.intervals[interval] <= forced.latestNext[max(0, onset + 1)]
    }

    /// Closes all but the first positions of bars to the beats that arrive at a frame.
    func closeOthers(in lines: inout MutableSpan<MeterLanes>, _ slots: LineSlots, with impossible: MeterLanes) {
        for base in slots.bases {
            for position in 1..<rowCount { lines[base + position] = impossible }
        }
    }

    /// How long a segment the sweeps recompute at once, so that the segment and the saved states between segments take
    /// about the same memory, the least there is.
    var segmentLength: Int {
        max(256, Int((Double(frameCount) * Double(lineSize) / Double(frameSize)).squareRoot()))
    }
}
