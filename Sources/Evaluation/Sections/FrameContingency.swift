import Tracks

/// How often each pair of labels meets in frames of equal length: the measures of section labels see a song as a
/// clustering of its frames (Levy & Sandler, "Structural segmentation of musical audio by constrained clustering", IEEE
/// Transactions on Audio, Speech, and Language Processing, 2008).
public struct FrameContingency: Sendable {
    /// Frames by reference label and estimated label.
    let counts: [[Int]]  // [reference, estimate]
    /// Frames by reference label.
    let referenceCounts: [Int]
    /// Frames by estimated label.
    let estimateCounts: [Int]
    /// Number of frames.
    let frameCount: Int

    /// Samples two annotations.
    ///
    /// - Parameters:
    ///   - reference: sections from zero on.
    ///   - estimate: sections from zero to the same end.
    ///   - frameSeconds: length of a frame.
    /// - Throws: where the extents differ, which `LabelledSpans.adjusted` mends, or there are no sections.
    public init(
        reference: LabelledSpans, estimate: LabelledSpans, frameSeconds: Double = 0.1
    ) throws(EvaluationError) {
        precondition(frameSeconds >= 1e-3, "a frame lasts at least a millisecond")
        guard let start = reference.start, let end = reference.end, let otherStart = estimate.start,
            let otherEnd = estimate.end
        else { throw EvaluationError("There are no sections to compare; give both annotations at least one.") }
        guard max(start, otherStart) < 1e-8, abs(end - otherEnd) <= 1e-8 + 1e-5 * otherEnd else {
            throw EvaluationError(
                "The sections last from \(start) to \(end) s and from \(otherStart) to \(otherEnd) s; "
                    + "adjust both to begin at zero and end together.")
        }
        let references = Self.frames(of: reference, frameSeconds: frameSeconds)
        let estimates = Self.frames(of: estimate, frameSeconds: frameSeconds)
        // Extents that are equal but for rounding may differ by a frame.
        let frames = zip(references.frames, estimates.frames)
        var counts = Array(
            repeating: [Int](repeating: 0, count: estimates.labelCount), count: references.labelCount)
        for (r, e) in frames { counts[r][e] += 1 }
        // A section shorter than a frame may have none.
        let rows = counts.filter { $0.contains { $0 > 0 } }
        let columns = (0..<estimates.labelCount).filter { column in rows.contains { $0[column] > 0 } }
        self.counts = rows.map { row in columns.map { row[$0] } }
        referenceCounts = self.counts.map { $0.reduce(0, +) }
        estimateCounts = columns.map { column in rows.reduce(0) { $0 + $1[column] } }
        frameCount = referenceCounts.reduce(0, +)
    }

    /// A number for the label of each frame; labels differ by more than upper and lower case.
    private static func frames(
        of spans: LabelledSpans, frameSeconds: Double
    ) -> (frames: [Int], labelCount: Int) {
        let count = Int(((spans.end ?? 0) / frameSeconds).rounded(.down))
        // Single precision, as the reference implementation has it: where a boundary falls on a frame, it decides.
        let times = (0..<count).map { Double(Float($0) * Float(frameSeconds)) }
        var numbers: [String: Int] = [:]
        var frames = [Int](repeating: -1, count: count)
        for span in spans.spans {
            let label = span.label.lowercased()
            let number = numbers[label] ?? numbers.count
            numbers[label] = number
            let first = times.partitioningIndex { $0 >= span.start }
            let end = times.partitioningIndex { $0 > span.end }
            for frame in first..<max(first, end) { frames[frame] = number }
        }
        // Gaps are a label of their own.
        let gap = numbers.count
        return (frames.map { $0 < 0 ? gap : $0 }, gap + 1)
    }
}
