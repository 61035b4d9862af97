internal import MusicTheory
internal import Tracks

/// Where the moments of a recording lie on the ticks of a MIDI file whose bar lines fall on the music's.
///
/// Tick 0 is the first sample. What comes before the first beat is a lead-in of whole beats (or, where it is short, of a
/// fraction of one) with a tempo of its own, so that the first beat is at its time.
struct MIDITimeMap {
    /// From this tick on a quarter note lasts so long.
    struct Tempo: Equatable {
        var tick: Int
        var microsecondsPerQuarter: Int
    }

    /// From this tick on this is the time signature.
    struct Signature: Equatable {
        var tick: Int
        var meter: Meter
        /// MIDI clocks, 24 to a quarter note, of a beat.
        var clocksPerBeat: Int
    }

    /// Divisible by every note value down to a 64th, also by triplets of eighths.
    static let ticksPerQuarter = 960

    let tempi: [Tempo]
    let signatures: [Signature]
    /// Tick of each beat, with the number of its place in the bar, from 1.
    let beats: [(tick: Int, place: Int)]

    private let grid: BarGrid?
    private let leadTicks: Int
    private let leadSeconds: Double
    private let ticksPerBeat: Double

    init(_ song: ExportSong) {
        guard let grid = BarGrid(song) else {
            // No beats: the ruler shows the song's tempo, or 120, and the times alone count.
            let quarter = 60_000_000 / (song.bpm ?? 120)
            (self.grid, leadTicks, leadSeconds, beats, signatures) = (nil, 0, 0, [], [])
            let microseconds = Int(min(0xFF_FFFF, max(1, quarter)).rounded())
            ticksPerBeat = Double(Self.ticksPerQuarter) * 1_000_000 / Double(microseconds)
            tempi = [Tempo(tick: 0, microsecondsPerQuarter: microseconds)]
            return
        }
        self.grid = grid
        let perBeat = Int((grid.quartersPerBeat * Double(Self.ticksPerQuarter)).rounded())
        ticksPerBeat = Double(perBeat)
        let lead = LeadIn(grid, ticksPerBeat: perBeat)
        (leadTicks, leadSeconds) = (lead.ticks, lead.isAbsent ? 0 : grid.times[0])
        tempi = Self.tempi(grid, lead, ticksPerBeat: perBeat, isConstant: song.sidecar.tempoIsConstant == true)
        signatures = Self.signatures(grid, lead, ticksPerBeat: perBeat)
        beats = grid.bars.flatMap { bar in
            // Beats beyond the last one that was heard only fill up the last bar.
            bar.beats.filter { $0 < grid.times.count }.map { beat in
                let missing = grid.isPickup(bar) ? grid.meter.beatsPerBar - bar.beats.count : 0
                return (lead.ticks + beat * perBeat, beat - bar.beats.lowerBound + missing + 1)
            }
        }
    }

    /// The tick of a moment of the recording.
    func tick(atSeconds time: Double) -> Int { min(Self.lastTick, unlimitedTick(atSeconds: time)) }

    /// The most that a file can say in one step; hours at any tempo.
    private static let lastTick = 0x0FFF_FFFF

    private func unlimitedTick(atSeconds time: Double) -> Int {
        guard let grid else { return Int((time * ticksPerBeat).rounded()) }
        if time < grid.times[0] {
            guard leadSeconds > 0 else { return 0 }
            return Int((max(0, time) / leadSeconds * Double(leadTicks)).rounded())
        }
        return leadTicks + Int((grid.position(atSeconds: time) * ticksPerBeat).rounded())
    }

    /// Beats of a song of one tempo are this near to a straight line, in seconds.
    private static let straightness = 0.010

    private static func tempi(_ grid: BarGrid, _ lead: LeadIn, ticksPerBeat: Int, isConstant: Bool) -> [Tempo] {
        let quarters = Double(ticksPerBeat) / Double(ticksPerQuarter)
        var result: [Tempo] = []
        // Where the file has got to; each tempo makes up for what the last one's rounding lost.
        var reached = 0.0
        func add(at tick: Int, quarters: Double, until time: Double) {
            let microseconds = min(0xFF_FFFF, max(1, Int(((time - reached) * 1e6 / quarters).rounded())))
            reached += Double(microseconds) * quarters / 1e6
            if result.last?.microsecondsPerQuarter != microseconds {
                result.append(Tempo(tick: tick, microsecondsPerQuarter: microseconds))
            }
        }
        let times = grid.times
        if !lead.isAbsent {
            add(at: 0, quarters: Double(lead.ticks) / Double(ticksPerQuarter), until: times[0])
        } else {
            reached = times[0]
        }
        let beatSeconds = (times[times.count - 1] - times[0]) / Double(times.count - 1)
        let isStraight = times.indices.allSatisfy {
            abs(times[$0] - times[0] - Double($0) * beatSeconds) <= straightness
        }
        if isConstant, isStraight {
            add(at: lead.ticks, quarters: quarters * Double(times.count - 1), until: times[times.count - 1])
        } else {
            for beat in 1..<times.count {
                add(at: lead.ticks + (beat - 1) * ticksPerBeat, quarters: quarters, until: times[beat])
            }
        }
        return result
    }

    private static func signatures(_ grid: BarGrid, _ lead: LeadIn, ticksPerBeat: Int) -> [Signature] {
        let clocks = ticksPerBeat * 24 / ticksPerQuarter
        var result: [Signature] = []
        func add(_ meter: Meter, at tick: Int, clocks: Int) {
            if result.last?.meter != meter {
                result.append(Signature(tick: tick, meter: meter, clocksPerBeat: clocks))
            }
        }
        if let fraction = lead.fraction { add(fraction, at: 0, clocks: 24) }
        var bars = grid.bars
        var before = lead.beats
        // A pick-up and the beats before it are bars together.
        if grid.isPickup(bars[0]), before > 0 { before += bars.removeFirst().beats.count }
        var tick = lead.fraction == nil ? 0 : lead.ticks
        let usual = grid.meter.beatsPerBar
        if before % usual > 0 {
            add(grid.signature(ofBeats: before % usual), at: tick, clocks: clocks)
            tick += before % usual * ticksPerBeat
        }
        if before >= usual { add(grid.meter, at: tick, clocks: clocks) }
        for bar in bars {
            add(
                grid.signature(ofBeats: bar.beats.count), at: lead.ticks + bar.beats.lowerBound * ticksPerBeat,
                clocks: clocks)
        }
        return result
    }
}
