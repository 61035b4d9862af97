internal import MusicTheory

/// A song's beats as rekordbox has them: from each anchor on, beats of one tempo, counted on through the bars.
struct RekordboxGrid {
    /// From this beat on the tempo is this.
    struct Anchor: Equatable {
        /// Time of the beat in seconds.
        var seconds: Double
        /// Beats per minute, of two decimals.
        var bpm: Double
        /// Beats in a bar.
        var beatsPerBar: Int
        /// Place of the beat in its bar, from 1.
        var place: Int
    }

    /// Beats lie this near to the grid, in seconds: half of what DJs hear as a flam.
    static let tolerance = 0.005

    let anchors: [Anchor]

    /// As few anchors as keep every beat near the grid and every downbeat a downbeat.
    init(_ grid: BarGrid) {
        let times = grid.times
        let usual = grid.meter.beatsPerBar
        var places: [Int] = []
        for bar in grid.bars {
            let missing = grid.isPickup(bar) ? usual - bar.beats.count : 0
            places += bar.beats.filter { $0 < times.count }.map { $0 - bar.beats.lowerBound + missing + 1 }
        }
        var anchors: [Anchor] = []
        var start = 0
        while start < times.count {
            // Counting on stops where a bar is longer or shorter than the meter says.
            var limit = start + 1
            while limit < times.count, places[limit] == places[limit - 1] % usual + 1 { limit += 1 }
            var fit = Self.longestFit(times[start..<limit]) ?? (limit: start + 1, bpm: anchors.last?.bpm ?? 120)
            if fit.limit < times.count {
                // The last beat lasts until the next anchor: where that is far from a beat, it needs a tempo of its own.
                let beats = (times[fit.limit] - times[fit.limit - 1]) * fit.bpm / 60
                if !(0.6...1.4).contains(beats) { fit.limit = max(start + 1, fit.limit - 1) }
                if fit.limit == start + 1 { fit.bpm = Self.bpm(times[start + 1] - times[start]) }
            }
            anchors.append(
                Anchor(seconds: times[start], bpm: fit.bpm, beatsPerBar: usual, place: (places[start] - 1) % usual + 1))
            start = fit.limit
        }
        self.anchors = anchors
    }

    /// The most beats from the first one on that one tempo, rounded as it is written, keeps within the tolerance.
    private static func longestFit(_ times: ArraySlice<Double>) -> (limit: Int, bpm: Double)? {
        guard times.count > 1 else { return nil }
        let (first, origin) = (times.startIndex, times[times.startIndex])
        // Beat lengths that keep every beat so far within the tolerance.
        var (low, high) = (0.0, Double.infinity)
        var best: (limit: Int, bpm: Double)?
        for beat in times.indices.dropFirst() {
            let count = Double(beat - first)
            low = max(low, (times[beat] - origin - tolerance) / count)
            high = min(high, (times[beat] - origin + tolerance) / count)
            guard low <= high, low > 0 || high > 0 else { break }
            let wanted = min(high, max(low, (times[beat] - origin) / count))
            let bpm = bpm(wanted)
            // Within the tolerance but for the rounding, in which case a longer stretch may still do.
            guard (low...high).contains(60 / bpm) else { continue }
            best = (beat + 1, bpm)
        }
        // Two beats that no two decimals join: their own tempo.
        return best ?? (first + 2, bpm(times[first + 1] - origin))
    }

    /// Beats per minute of a beat's length in seconds, of two decimals.
    private static func bpm(_ beatSeconds: Double) -> Double { max(0.01, (6000 / beatSeconds).rounded() / 100) }
}
