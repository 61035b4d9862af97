internal import Glibc
internal import MusicTheory

/// What stands before the first beat in a MIDI file.
struct LeadIn {
    /// Whole beats of it.
    let beats: Int
    /// A bar of a fraction of a quarter note, where it is shorter than half a beat.
    let fraction: Meter?
    /// Its length.
    let ticks: Int

    /// Whether the song begins with its first beat, or so near that the difference cannot be heard.
    var isAbsent: Bool { ticks == 0 }

    init(_ grid: BarGrid, ticksPerBeat: Int) {
        let beatSeconds = grid.times[1] - grid.times[0]
        let length = grid.times[0] / beatSeconds
        if grid.times[0] < 0.0005 {
            (beats, fraction, ticks) = (0, nil, 0)
        } else if length >= 0.5 {
            // A bound, for two first beats that are hardly apart.
            beats = Int(min(4096, length.rounded()))
            (fraction, ticks) = (nil, beats * ticksPerBeat)
        } else {
            // The note value, 1/8 to 1/64, at which the tempo of the lead-in is nearest to the song's.
            let quarters = length * Double(ticksPerBeat) / Double(MIDITimeMap.ticksPerQuarter)
            let power = min(6, max(3, Int((2 - log2(quarters)).rounded())))
            beats = 0
            fraction = Meter(numerator: 1, denominator: 1 << power)
            ticks = (MIDITimeMap.ticksPerQuarter * 4) >> power
        }
    }
}
