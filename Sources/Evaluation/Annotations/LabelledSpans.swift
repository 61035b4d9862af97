/// Labelled stretches in order and without overlaps: an annotation of chords or of sections.
public struct LabelledSpans: Equatable, Sendable {
    /// By time; gaps may lie between them.
    public let spans: [LabelledSpan]

    /// Ends that pass the next start by no more than this are taken for rounding, in seconds.
    private static let rounding = 1e-6

    /// Spans of positive length that begin at zero or later, in order and without overlaps; they may be none.
    public init(_ spans: [LabelledSpan]) throws(EvaluationError) {
        var accepted: [LabelledSpan] = []
        accepted.reserveCapacity(spans.count)
        for (index, span) in spans.enumerated() {
            guard span.start.isFinite, span.end.isFinite, span.start >= 0 else {
                throw EvaluationError(
                    "Span \(index + 1) goes from \(span.start) to \(span.end) s; give finite times from zero on.")
            }
            guard span.end > span.start else {
                throw EvaluationError(
                    "Span \(index + 1) (\(span.label)) ends at \(span.end) s, not after its start; leave it out.")
            }
            guard span.end <= EventTimes.latestSeconds else {
                throw EvaluationError(
                    "Span \(index + 1) ends at \(span.end) s, beyond \(EventTimes.latestSeconds) s; give seconds.")
            }
            if let last = accepted.last, last.end > span.start {
                guard last.end - span.start <= Self.rounding, span.start > last.start else {
                    throw EvaluationError(
                        "Span \(index + 1) begins at \(span.start) s, before the end of the one before it; "
                            + "sort the spans and let them not overlap.")
                }
                accepted[accepted.count - 1].end = span.start
            }
            accepted.append(span)
        }
        self.spans = accepted
    }

    /// Spans known to be in order.
    init(ordered spans: [LabelledSpan]) { self.spans = spans }

    /// Number of spans.
    public var count: Int { spans.count }

    /// Whether there are none.
    public var isEmpty: Bool { spans.isEmpty }

    /// Start of the first, in seconds; `nil` for no spans.
    public var start: Double? { spans.first?.start }

    /// End of the last, in seconds; `nil` for no spans.
    public var end: Double? { spans.last?.end }

    /// Cropped, or filled up with one span at either end, to last from `start` to `end` (`nil`: as it ends).
    ///
    /// - Parameters:
    ///   - startLabel: what a span added at the start is labelled with, or the whole where there are no spans.
    ///   - endLabel: what a span added at the end is labelled with.
    public func adjusted(
        from start: Double, to end: Double?, startLabel: String, endLabel: String
    ) -> LabelledSpans {
        var result = spans.filter { $0.end > start }
        if let end { result = result.filter { $0.start < end } }
        for index in result.indices {
            result[index].start = max(start, result[index].start)
            if let end { result[index].end = min(end, result[index].end) }
        }
        guard let first = result.first, let last = result.last else {
            guard let end, end > start else { return LabelledSpans(ordered: []) }
            return LabelledSpans(ordered: [LabelledSpan(start: start, end: end, label: startLabel)])
        }
        if first.start > start {
            result.insert(LabelledSpan(start: start, end: first.start, label: startLabel), at: 0)
        }
        if let end, last.end < end { result.append(LabelledSpan(start: last.end, end: end, label: endLabel)) }
        return LabelledSpans(ordered: result)
    }

    /// Starts and ends, each once, in order, rounded to 10 µs as the field's boundary metrics do.
    public var boundaries: [Double] {
        var boundaries: [Double] = []
        for time in spans.flatMap({ [$0.start, $0.end] }) {
            let rounded = (time * 1e5).rounded(.toNearestOrEven) / 1e5
            if boundaries.last.map({ $0 < rounded }) ?? true { boundaries.append(rounded) }
        }
        return boundaries
    }
}
