import Evaluation
import Testing

@Suite struct BeatMetricsTests {
    private struct Case: Decodable {
        var reference: [Double]
        var estimate: [Double]
        var scores: [String: Double]
        var untrimmed: [String: Double]
    }

    @Test func `beat scores equal mir_eval's`() throws {
        for (index, item) in try Golden.decode([Case].self, "beat.json").enumerated() {
            let (reference, estimate) = (try EventTimes(item.reference), try EventTimes(item.estimate))
            let scores = BeatScores(reference: reference.trimmed(), estimate: estimate.trimmed())
            Golden.expect(
                [
                    "F-measure": scores.fMeasure, "Cemgil": scores.cemgil,
                    "Cemgil Best Metric Level": scores.cemgilBestMetricalLevel, "Goto": scores.goto,
                    "P-score": scores.pScore,
                    "Correct Metric Level Continuous": scores.continuity.correctLevelContinuous,
                    "Correct Metric Level Total": scores.continuity.correctLevelTotal,
                    "Any Metric Level Continuous": scores.continuity.anyLevelContinuous,
                    "Any Metric Level Total": scores.continuity.anyLevelTotal,
                    "Information gain": scores.informationGain,
                ], item.scores, "case \(index)")
            Golden.expect(
                [
                    "f70": BeatMetrics.fMeasure(reference: reference, estimate: estimate),
                    "f25": BeatMetrics.fMeasure(reference: reference, estimate: estimate, window: 0.025),
                ], item.untrimmed, "case \(index), untrimmed")
        }
    }

    @Test func `beats that are no times in order are refused`() {
        #expect(throws: EvaluationError.self) { try EventTimes([1, 3, 2]) }
        #expect(throws: EvaluationError.self) { try EventTimes([1, .nan]) }
        #expect(throws: EvaluationError.self) { try EventTimes([44_100, 88_200]) }
        let error = #expect(throws: EvaluationError.self) { try EventTimes([1, 3, 2]) }
        #expect(error?.description.contains("sort the events") == true)
    }

    @Test func `beats that all coincide have no interval and no score`() throws {
        let same = try EventTimes([7, 7, 7])
        #expect(BeatMetrics.pScore(reference: same, estimate: same) == 0)
        #expect(BeatMetrics.continuity(reference: same, estimate: same).anyLevelTotal == 0)
        #expect(BeatMetrics.fMeasure(reference: same, estimate: same) == 1)
    }

    @Test func `double tempo is right at another metrical level only`() throws {
        let reference = try EventTimes((0..<40).map { 6 + Double($0) * 0.5 })
        let estimate = try EventTimes((0..<79).map { 6 + Double($0) * 0.25 })
        let continuity = BeatMetrics.continuity(reference: reference, estimate: estimate)
        #expect(continuity.correctLevelTotal < 0.1)
        #expect(continuity.anyLevelTotal == 1)
    }
}
