/// A stretch in which both annotations of a pair stay the same.
public struct MergedSpan: Equatable, Sendable {
    /// Length in seconds.
    public var duration: Double
    /// Place of the reference's span.
    public var reference: Int
    /// Place of the estimate's span.
    public var estimate: Int
}

extension LabelledSpans {
    /// The stretches between all boundaries of a reference and an estimate; in a gap the span before it goes on.
    ///
    /// - Precondition: both last from the same time to the same time (`adjusted`).
    public static func merged(reference: LabelledSpans, estimate: LabelledSpans) -> [MergedSpan] {
        precondition(reference.start == estimate.start && reference.end == estimate.end, "the spans differ in extent")
        let times = Set((reference.spans + estimate.spans).flatMap { [$0.start, $0.end] }).sorted()
        var merged: [MergedSpan] = []
        var (r, e) = (0, 0)
        for (start, end) in zip(times, times.dropFirst()) {
            while r + 1 < reference.count, reference.spans[r + 1].start <= start { r += 1 }
            while e + 1 < estimate.count, estimate.spans[e + 1].start <= start { e += 1 }
            merged.append(MergedSpan(duration: end - start, reference: r, estimate: e))
        }
        return merged
    }
}
