import Evaluation
import Testing

@Suite struct ChordTests {
    private struct File: Decodable {
        var encodings: [Encoding]
        var left: [String]
        var right: [String]
        var comparisons: [String: [Double]]
        var cases: [Case]
    }

    private struct Encoding: Decodable {
        var label: String
        var root: Int
        var semitones: String
        var folded: String
        var bass: Int

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            label = try container.decode(String.self)
            root = try container.decode(Int.self)
            semitones = try container.decode(String.self)
            folded = try container.decode(String.self)
            bass = try container.decode(Int.self)
        }
    }

    private struct Case: Decodable {
        var reference: [GoldenSpan]
        var estimate: [GoldenSpan]
        var scores: [String: Double]
    }

    private static func bits(_ text: String) -> UInt16 {
        text.enumerated().reduce(0) { $1.element == "1" ? $0 | 1 << $1.offset : $0 }
    }

    @Test func `labels are encoded as mir_eval does`() throws {
        for item in try Golden.decode(File.self, "chord.json").encodings {
            let label = try HarteLabel(item.label)
            let (chord, folded) = (EncodedChord(label), EncodedChord(label, foldsExtensions: true))
            #expect((chord.root ?? -1) == item.root, "\(item.label)")
            #expect((chord.bass ?? -1) == item.bass, "\(item.label)")
            #expect(chord.semitones == Self.bits(item.semitones), "\(item.label)")
            #expect(folded.semitones == Self.bits(item.folded), "\(item.label)")
        }
    }

    @Test(arguments: ChordComparison.allCases)
    func `each comparison equals mir_eval's`(comparison: ChordComparison) throws {
        let file = try Golden.decode(File.self, "chord.json")
        let expected = try #require(file.comparisons[comparison.rawValue])
        for (index, value) in expected.enumerated() {
            let reference = EncodedChord(try HarteLabel(file.left[index]))
            let estimate = EncodedChord(try HarteLabel(file.right[index]))
            let isEqual = comparison.isEqual(reference: reference, estimate: estimate)
            #expect(isEqual.map { $0 ? 1 : 0 } ?? -1 == value, "\(file.left[index]), \(file.right[index])")
        }
    }

    @Test func `scores of whole songs equal mir_eval's`() throws {
        for (index, item) in try Golden.decode(File.self, "chord.json").cases.enumerated() {
            let scores = try ChordScores(
                reference: LabelledSpans(item.reference.map(\.span)),
                estimate: LabelledSpans(item.estimate.map(\.span)))
            var named = Dictionary(
                uniqueKeysWithValues: ChordComparison.allCases.map { ($0.rawValue, scores[$0] ?? 0) })
            named["overseg"] = scores.overSegmentation
            named["underseg"] = scores.underSegmentation
            named["seg"] = scores.segmentation
            Golden.expect(named, item.scores, "case \(index)")
        }
    }

    @Test func `time outside the vocabulary is told, not scored`() throws {
        let reference = try LabelledSpans([
            LabelledSpan(start: 0, end: 6, label: "C"), LabelledSpan(start: 6, end: 8, label: "D:sus4"),
        ])
        let scores = try ChordScores(
            reference: reference, estimate: LabelledSpans([LabelledSpan(start: 0, end: 3, label: "C:7")]))
        #expect(scores.accuracies[.majorMinor] == .init(score: 0.5, comparableShare: 0.75))
        #expect(scores.accuracies[.root] == .init(score: 0.375, comparableShare: 1))
        let unnamed = try ChordScores(
            reference: LabelledSpans([LabelledSpan(start: 0, end: 3, label: "X")]), estimate: reference)
        #expect(unnamed.accuracies[.root] == .init(score: nil, comparableShare: 0))
    }

    @Test(arguments: [
        "", "H", "C:", "C:foo", "C:maj(", "C:maj()", "C:maj(3", "C:(14)", "C/", "C/0", "C/b#3", "C:maj/5/3", "c:maj",
        "NC",
        "C:maj(3,)", "C:maj (3)", "C:maj(03)", "N:maj",
    ])
    func `what is no label is refused`(label: String) {
        #expect(throws: EvaluationError.self) { try HarteLabel(label) }
    }

    @Test func `spans that overlap, end before they start or lie before zero are refused`() {
        func expectRefused(_ spans: [(Double, Double)]) {
            #expect(throws: EvaluationError.self) {
                try LabelledSpans(spans.map { LabelledSpan(start: $0.0, end: $0.1, label: "N") })
            }
        }
        expectRefused([(0, 2), (1, 3)])
        expectRefused([(2, 1)])
        expectRefused([(1, 1)])
        expectRefused([(-1, 1)])
        expectRefused([(0, .infinity)])
        expectRefused([(2, 3), (0, 1)])
    }
}
