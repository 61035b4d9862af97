internal import MusicTheory

/// Which chords begin where in each bar, on the places that can be written: halves of a beat, thirds in 6/8 and the like.
struct BarChart {
    /// A bar with its chord changes.
    struct Bar {
        var beatCount: Int
        /// Changes in order of their place, counted in beats from the bar's beginning; no two at one place.
        var changes: [(beat: Double, chord: ExportedChord)] = []
        /// The chord that sounds when the bar begins, unless one begins with it.
        var held: ExportedChord?
    }

    /// One for each bar of the grid.
    let bars: [Bar]
    /// Places in a beat at which a chord can begin.
    let placesPerBeat: Int

    init(_ song: ExportSong, _ grid: BarGrid) {
        placesPerBeat = grid.meter.isCompound ? 3 : 2
        let step = Double(placesPerBeat)
        var bars = grid.bars.map { Bar(beatCount: $0.beats.count) }
        var current = 0
        var held: ExportedChord?
        for chord in song.chords {
            // What lies before the first beat is heard at it, if it is heard that long.
            let end = grid.position(atSeconds: chord.endSeconds)
            guard end > 0 else { continue }
            let place = max(0, (grid.position(atSeconds: chord.startSeconds) * step).rounded() / step)
            while current < bars.count, Double(grid.bars[current].beats.upperBound) <= place {
                current += 1
                if current < bars.count { bars[current].held = held }
            }
            guard current < bars.count else { break }
            let beat = place - Double(grid.bars[current].beats.lowerBound)
            if let last = bars[current].changes.last {
                if last.beat == beat { bars[current].changes.removeLast() }
            } else if beat == 0 {
                bars[current].held = nil
            }
            held = chord
            if let before = bars[current].changes.last?.chord ?? bars[current].held, before.label == chord.label {
                continue
            }
            bars[current].changes.append((beat, chord))
        }
        for later in min(bars.count, current + 1)..<max(bars.count, current + 1) where later < bars.count {
            bars[later].held = held
        }
        self.bars = bars
    }
}
