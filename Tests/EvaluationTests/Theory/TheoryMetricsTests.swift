import Testing

@testable import Evaluation

@Suite struct TheoryMetricsTests {
    private func spans(_ rows: [(Double, Double, String)]) throws -> LabelledSpans {
        try LabelledSpans(rows.map { LabelledSpan(start: $0.0, end: $0.1, label: $0.2) })
    }

    @Test(arguments: [
        ("V65", "V65", true, true), ("V65", "V7", false, true), ("V7", "V", false, false),
        ("N6", "bII6", true, true), ("subV7", "bII7", true, true), ("Ger65", "bVI7", true, true),
        ("Ger65", "VI7", true, true), ("V7/V", "II7", false, false), ("V7/V", "V7/V", true, true),
        ("Iadd6", "I", true, true), ("V9", "V7", true, true), ("V7sus4", "Vsus4", true, true),
        ("I5", "i", true, true), ("I5", "I7", false, false), ("viio", "vii°", true, true), ("bVI", "VI", false, false),
    ])
    func `numerals agree up to the conventions`(
        reference: String, estimate: String, isWhole: Bool, isWithoutInversion: Bool
    ) throws {
        let (left, right) = (try NumeralForm(reference), try NumeralForm(estimate))
        #expect(left.agrees(with: right, by: .wholeFigure) == isWhole)
        #expect(right.agrees(with: left, by: .wholeFigure) == isWhole)
        #expect(left.agrees(with: right, by: .withoutInversion) == isWithoutInversion)
    }

    @Test func `numerals are scored by the time that they agree`() throws {
        let reference = try spans([(0, 4, "I"), (4, 6, "V7"), (8, 10, "vi")])
        let estimate = try spans([(0, 3, "I"), (3, 5, "V7"), (5, 6, "V65"), (6, 9, "IV")])
        let scores = try NumeralScores(reference: reference, estimate: estimate)
        #expect(scores.seconds == 8)
        #expect(scores[.wholeFigure] == 4.0 / 8)
        #expect(scores[.withoutInversion] == 5.0 / 8)
        #expect(scores[.degree] == 5.0 / 8)
    }

    @Test func `what is no numeral is named`() throws {
        let good = try spans([(0, 1, "I")])
        let bad = try spans([(0, 1, "Q7")])
        #expect(throws: EvaluationError.self) { try NumeralScores(reference: good, estimate: bad) }
        #expect(throws: EvaluationError.self) { try NumeralScores(reference: bad, estimate: good) }
        let empty = try spans([])
        #expect(throws: EvaluationError.self) { try NumeralScores(reference: empty, estimate: good) }
        #expect(try NumeralScores(reference: good, estimate: empty)[.degree] == 0)
    }

    @Test func `cadences are matched by type and time`() throws {
        let reference = [
            CadenceEvent(timeSeconds: 4, type: "half"), CadenceEvent(timeSeconds: 8, type: "authentic"),
            CadenceEvent(timeSeconds: 12, type: "authentic"),
        ]
        let estimate = [
            CadenceEvent(timeSeconds: 4.2, type: "half"), CadenceEvent(timeSeconds: 8, type: "plagal"),
            CadenceEvent(timeSeconds: 11.1, type: "authentic"), CadenceEvent(timeSeconds: 12.5, type: "authentic"),
        ]
        var scores = CadenceScores(reference: reference, estimate: estimate, windowSeconds: 1)
        #expect(scores["half"]?.fMeasure == 1)
        #expect(scores["authentic"]?.precision == 0.5)
        #expect(scores["authentic"]?.recall == 0.5)
        #expect(scores["plagal"]?.precision == 0)
        #expect(scores["modal"] == nil)
        #expect(scores.all?.precision == 0.5)
        scores.add(CadenceScores(reference: [], estimate: [reference[0]], windowSeconds: 1))
        #expect(scores["half"]?.precision == 0.5)
        #expect(CadenceScores().all == nil)
    }
}
