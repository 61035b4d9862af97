/// A value that holds between two times.
struct TimeSpan<Value> {
    let start: Double
    let end: Double
    let value: Value

    init(_ start: Double, _ end: Double, _ value: Value) {
        (self.start, self.end, self.value) = (start, end, value)
    }

    /// Spans by their starts; each ends at the latest where the next begins, and what is empty or no time is left out.
    static func ordered(_ spans: [TimeSpan], until limit: Double?) -> [TimeSpan] {
        let limit = min(limit ?? ExportSong.longest, ExportSong.longest)
        let sound = spans.filter { $0.start.isFinite && $0.end.isFinite && $0.end > max(0, $0.start) }
            .filter { $0.start < limit }
            .enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
        var result: [TimeSpan] = []
        for (i, span) in sound.enumerated() {
            let next = i + 1 < sound.count ? sound[i + 1].start : limit
            let (start, end) = (max(0, span.start), min(span.end, next, limit))
            if end > start { result.append(TimeSpan(start, end, span.value)) }
        }
        return result
    }
}
