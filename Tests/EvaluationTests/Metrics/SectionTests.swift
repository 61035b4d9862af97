import Evaluation
import Testing

@Suite struct SectionTests {
    private struct Case: Decodable {
        var reference: [GoldenSpan]
        var estimate: [GoldenSpan]
        var scores: [String: Double]
        var trimmed: [String: [Double]]
    }

    private static func add(_ scores: PrecisionRecall, _ names: [String], to named: inout [String: Double]) {
        named[names[0]] = scores.precision
        named[names[1]] = scores.recall
        named[names[2]] = scores.fMeasure
    }

    @Test func `scores of whole songs equal mir_eval's`() throws {
        for (index, item) in try Golden.decode([Case].self, "segment.json").enumerated() {
            let reference = try LabelledSpans(item.reference.map(\.span))
                .adjusted(from: 0, to: nil, startLabel: "__T_MIN", endLabel: "__T_MAX")
            let estimate = try LabelledSpans(item.estimate.map(\.span))
                .adjusted(from: 0, to: reference.end, startLabel: "__T_MIN", endLabel: "__T_MAX")
            var named: [String: Double] = [:]
            for (window, name) in [(0.5, "0.5"), (3, "3.0")] {
                let scores = BoundaryMetrics.detection(reference: reference, estimate: estimate, window: window)
                Self.add(scores, ["Precision@\(name)", "Recall@\(name)", "F-measure@\(name)"], to: &named)
                let trimmed = BoundaryMetrics.detection(
                    reference: reference, estimate: estimate, window: window, trimsEnds: true)
                let expected = try #require(item.trimmed[name])
                #expect(abs(trimmed.precision - expected[0]) < 1e-6 && abs(trimmed.recall - expected[1]) < 1e-6)
            }
            let deviation = try #require(BoundaryMetrics.deviation(reference: reference, estimate: estimate))
            named["Ref-to-est deviation"] = deviation.referenceToEstimate
            named["Est-to-ref deviation"] = deviation.estimateToReference
            let frames = try FrameContingency(reference: reference, estimate: estimate)
            Self.add(
                frames.pairwise, ["Pairwise Precision", "Pairwise Recall", "Pairwise F-measure"], to: &named)
            named["Rand Index"] = frames.randIndex
            named["Adjusted Rand Index"] = frames.adjustedRandIndex
            let information = frames.mutualInformation
            named["Mutual Information"] = information.raw
            named["Adjusted Mutual Information"] = information.adjusted
            named["Normalized Mutual Information"] = information.normalised
            Self.add(
                frames.normalisedConditionalEntropy, ["NCE Over", "NCE Under", "NCE F-measure"], to: &named)
            Self.add(frames.vMeasure, ["V Precision", "V Recall", "V-measure"], to: &named)
            Golden.expect(named, item.scores, "case \(index)")
        }
    }

    @Test func `sections of other extents and no sections are refused`() throws {
        let song = try LabelledSpans([LabelledSpan(start: 0, end: 10, label: "A")])
        let longer = try LabelledSpans([LabelledSpan(start: 0, end: 11, label: "A")])
        #expect(throws: EvaluationError.self) { try FrameContingency(reference: song, estimate: longer) }
        #expect(throws: EvaluationError.self) {
            try FrameContingency(reference: song, estimate: LabelledSpans([]))
        }
        #expect(try BoundaryMetrics.deviation(reference: song, estimate: LabelledSpans([])) == nil)
    }

    @Test func `names do not matter, only which sections share one`() throws {
        func song(_ labels: [String]) throws -> LabelledSpans {
            try LabelledSpans(
                labels.enumerated().map {
                    LabelledSpan(start: Double($0.offset * 8), end: Double($0.offset * 8 + 8), label: $0.element)
                })
        }
        let frames = try FrameContingency(
            reference: song(["verse", "chorus", "verse"]), estimate: song(["A", "B", "A"]))
        #expect(frames.pairwise.fMeasure == 1)
        #expect(frames.adjustedRandIndex == 1)
        #expect(abs(frames.vMeasure.fMeasure - 1) < 1e-12)
    }
}
