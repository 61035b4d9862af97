import Evaluation
import MusicTheory
import Testing

@Suite struct TempoAndKeyTests {
    private struct TempoCase: Decodable {
        struct Scores: Decodable {
            var pScore: Double
            var isOneCorrect: Bool
            var areBothCorrect: Bool

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                pScore = try container.decode(Double.self)
                isOneCorrect = try container.decode(Bool.self)
                areBothCorrect = try container.decode(Bool.self)
            }
        }

        var reference: [Double]
        var weight: Double
        var estimate: [Double]
        var scores: Scores
    }

    private struct KeyTable: Decodable {
        var names: [String]
        var weighted: [[Double]]
        var withDescendingFifths: [[Double]]
    }

    @Test func `tempo detection equals mir_eval's`() throws {
        for item in try Golden.decode([TempoCase].self, "tempo.json") {
            let scores = try TempoMetrics.detection(
                reference: (item.reference[0], item.reference[1]), weight: item.weight,
                estimate: (item.estimate[0], item.estimate[1]))
            #expect(abs(scores.pScore - item.scores.pScore) < 1e-6)
            #expect(scores.isOneCorrect == item.scores.isOneCorrect)
            #expect(scores.areBothCorrect == item.scores.areBothCorrect)
        }
    }

    @Test func `tempi below zero, none at all and weights above one are refused`() {
        #expect(throws: EvaluationError.self) {
            try TempoMetrics.detection(reference: (-1, 120), weight: 0.5, estimate: (60, 120))
        }
        #expect(throws: EvaluationError.self) {
            try TempoMetrics.detection(reference: (0, 0), weight: 0.5, estimate: (60, 120))
        }
        #expect(throws: EvaluationError.self) {
            try TempoMetrics.detection(reference: (60, 120), weight: 1.5, estimate: (60, 120))
        }
    }

    @Test(arguments: [
        (120.0, true, true), (124.8, true, true), (125, false, false), (60, false, true), (240, false, true),
        (360, false, true), (40, false, true), (90, false, false),
    ])
    func `a tempo is accurate within four percent, and up to the octave`(
        estimate: Double, isAccurate: Bool, isAccurateUpToOctave: Bool
    ) {
        #expect(TempoMetrics.isAccurate(reference: 120, estimate: estimate) == isAccurate)
        #expect(TempoMetrics.isAccurateUpToOctave(reference: 120, estimate: estimate) == isAccurateUpToOctave)
    }

    @Test func `the points of two keys equal mir_eval's`() throws {
        let table = try Golden.decode(KeyTable.self, "key.json")
        let keys = try table.names.map { try AnnotatedKey($0) }
        for (r, reference) in keys.enumerated() {
            for (e, estimate) in keys.enumerated() {
                let relation = KeyRelation(reference: reference, estimate: estimate)
                let names = "\(table.names[r]), \(table.names[e])"
                // Where one scale is neither major nor minor mir_eval knows a "relative" key; nothing is relative to
                // it.
                if relation == .other, [reference.scale, estimate.scale].contains(.other) { continue }
                #expect(relation.weight() == table.weighted[r][e], "\(names)")
                #expect(
                    relation.weight(allowsDescendingFifths: true) == table.withDescendingFifths[r][e], "\(names)")
            }
        }
    }

    @Test func `keys are read in any case and spelling, and nonsense is refused`() throws {
        #expect(try AnnotatedKey("eb minor") == AnnotatedKey("D# min"))
        #expect(try AnnotatedKey("D dorian") == AnnotatedKey(tonic: PitchClass(2), scale: .other))
        #expect(try AnnotatedKey("x").tonic == nil)
        for name in ["", "C", "H major", "C sharp minor"] {
            #expect(throws: EvaluationError.self, "\(name)") { try AnnotatedKey(name) }
        }
    }
}
