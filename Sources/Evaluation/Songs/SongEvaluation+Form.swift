extension SongEvaluation {
    mutating func scoreSections(_ truth: SongTruth, _ estimate: SongEstimate) throws(EvaluationError) {
        guard let reference = truth.sections, let start = reference.start, let end = reference.end,
            let starts = estimate.sectionStarts?.seconds
        else { return }
        let sections = Self.sections(starts: starts, labels: estimate.sectionLabels, from: start, to: end)
        scores[.sectionF] = BoundaryMetrics.detection(reference: reference, estimate: sections, window: 0.5).fMeasure
        scores[.sectionFWide] = BoundaryMetrics.detection(reference: reference, estimate: sections, window: 3).fMeasure
        guard estimate.sectionLabels != nil else { return }
        // Time before the first true section is a section of its own, in both.
        let frames = try FrameContingency(
            reference: reference.adjusted(from: 0, to: nil, startLabel: "before", endLabel: ""),
            estimate: sections.adjusted(from: 0, to: end, startLabel: "before", endLabel: ""))
        scores[.sectionPairwise] = frames.pairwise.fMeasure
    }

    /// The estimated sections over the reference's extent: where the music begins and ends is nobody's to find, so the
    /// first section begins with the reference's first and the last one ends with its last.
    private static func sections(
        starts: [Double], labels: [String]?, from start: Double, to end: Double
    ) -> LabelledSpans {
        var spans: [LabelledSpan] = []
        for (index, time) in starts.enumerated() where time < end {
            let label = labels?[index] ?? "\(index)"
            let begin = max(start, time)
            if let last = spans.last {
                spans[spans.count - 1].end = begin
                if begin <= last.start + SongEstimate.shortestSpan { spans.removeLast() }
            }
            spans.append(LabelledSpan(start: spans.isEmpty ? start : begin, end: end, label: label))
        }
        return LabelledSpans(ordered: spans)
            .adjusted(from: start, to: end, startLabel: "none", endLabel: "none")
    }
}
