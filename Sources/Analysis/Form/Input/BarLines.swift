/// Where the rows of a song's form begin and end.
struct BarLines: Sendable, Equatable {
    /// Longer songs are compared in groups of bars, so that the similarity matrix stays small.
    static let largestRowCount = 1000
    private static let barSecondsWithoutBeats = 2.0

    /// 0, the bar lines in seconds, the song's end; empty for no song.
    let seconds: [Double]
    /// Bars in a row.
    let barsPerRow: Int
    /// Whether the first row is what sounds before the first bar.
    let hasLeadIn: Bool

    /// Rows between successive `downbeats` in seconds; without at least two of them, rows of two seconds.
    init(downbeats: [Double], durationSeconds: Double) {
        let inside = downbeats.filter { $0 >= 0 && $0 < durationSeconds }
        var (lines, hasLeadIn): ([Double], Bool) = ([], false)
        if durationSeconds > 0, let first = inside.first, let last = inside.last, inside.count > 1 {
            lines = inside
            let bar = (last - first) / Double(inside.count - 1)
            // A short pick-up and a last bar that is cut short belong to their neighbours.
            hasLeadIn = first > 0.6 * bar
            if hasLeadIn { lines.insert(0, at: 0) } else { lines[0] = 0 }
            if durationSeconds - last > 0.6 * bar {
                lines.append(durationSeconds)
            } else {
                lines[lines.count - 1] = durationSeconds
            }
        } else if durationSeconds > 0 {
            let count = max(1, Int(durationSeconds / BarLines.barSecondsWithoutBeats))
            lines = (0...count).map { Double($0) * durationSeconds / Double(count) }
        }
        barsPerRow = max(1, (lines.count + BarLines.largestRowCount - 1) / BarLines.largestRowCount)
        self.hasLeadIn = hasLeadIn
        if barsPerRow > 1, let end = lines.last {
            seconds = stride(from: 0, to: lines.count - 1, by: barsPerRow).map { lines[$0] } + [end]
        } else {
            seconds = lines
        }
    }
}
