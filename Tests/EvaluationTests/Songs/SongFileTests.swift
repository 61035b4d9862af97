import Evaluation
import MusicTheory
import Testing

@Suite struct SongFileTests {
    private static func truth(_ json: String) throws -> SongTruth { try SongTruth(json: Array(json.utf8)) }

    private static func estimate(_ json: String) throws -> SongEstimate { try SongEstimate(json: Array(json.utf8)) }

    @Test func `a truth is read, with letters for sections and more keys than are known`() throws {
        let truth = try Self.truth(
            """
            {"name": "x", "bpm": 90, "meter": 2, "time_signature": "6/8", "duration": 20, "swing": 0.3,
             "keys": [[0, "C major"], [12, "A minor"]], "tempo_map": [[0, 90], [10, 95]],
             "beats": [0.5, 1.2], "downbeats": [0.5], "chords": [[0, 5, "C"], [5, 20, "A:min7/b3"]],
             "sections": [[0, 10, "verse"], [10, 20, "verse"]], "letters": ["A", "B"]}
            """)
        #expect(truth.beatsPerBar == 2 && truth.timeSignature?.isCompound == true)
        #expect(try truth.mainKey == AnnotatedKey("C major"))
        #expect(truth.isTempoConstant == false)
        #expect(truth.sections?.spans.map(\.label) == ["A", "B"])
        #expect(truth.chords?.count == 2)
    }

    @Test func `the main key is the one that holds longest, of equals the first`() throws {
        let modulating = #""keys": [[0, "C major"], [4, "D major"], [14, "C major"]]"#
        #expect(try Self.truth("{\"duration\": 20, \(modulating)}").mainKey == AnnotatedKey("C major"))
        #expect(try Self.truth("{\"duration\": 16, \(modulating)}").mainKey == AnnotatedKey("D major"))
    }

    @Test func `beats on a grid tell that the tempo is constant, where the truth does not`() throws {
        let even = (0..<20).map { "\(Double($0) * 0.5)" }.joined(separator: ",")
        #expect(try Self.truth("{\"beats\": [\(even)]}").isTempoConstant == true)
        let uneven = (0..<20).map { "\(Double($0) * 0.5 + Double($0 * $0) * 0.001)" }.joined(separator: ",")
        #expect(try Self.truth("{\"beats\": [\(uneven)]}").isTempoConstant == false)
        #expect(try Self.truth("{\"beats\": []}").isTempoConstant == nil)
    }

    @Test(arguments: [
        ("[]", "form"), ("{", "JSON"), (#"{"bpm": "fast"}"#, "\"bpm\""), (#"{"bpm": 0}"#, "positive"),
        (#"{"beats": [2, 1]}"#, "sort"), (#"{"time_signature": "4/5"}"#, "6/8"), (#"{"meter": 0}"#, "one or more"),
        (#"{"keys": [[0, "C minor"], [0, "D minor"]]}"#, "in order"), (#"{"keys": [[0, "C"]]}"#, "Eb minor"),
        (#"{"chords": [[0, 1]]}"#, "\"chords[0]"), (#"{"chords": [[0, 2, "C"], [1, 3, "F"]]}"#, "overlap"),
        (#"{"sections": [[0, 1, "a"]], "letters": []}"#, "letter per section"),
    ])
    func `a truth that is none is refused with what to do`(json: String, hint: String) {
        let error = #expect(throws: EvaluationError.self) { try Self.truth(json) }
        #expect(error?.description.contains(hint) == true, "\(String(describing: error))")
    }

    @Test func `lines of beats tell tempo, meter and downbeats`() throws {
        let lines = (0..<16).map { "\(0.1 + Double($0) * 0.5)\t\($0 % 4 + 1)" }.joined(separator: "\n")
        let truth = try SongTruth(beatLines: lines + "\n")
        #expect(truth.beats?.count == 16 && truth.downbeats?.count == 4)
        #expect(truth.beatsPerBar == 4)
        #expect(abs(try #require(truth.bpm) - 120) < 1e-6)
        #expect(truth.isTempoConstant == true)
        for text in ["1.0", "a\t1", "1.0\t0", "2\t1\n1\t2"] {
            #expect(throws: EvaluationError.self, "\(text)") { try SongTruth(beatLines: text) }
        }
    }

    @Test func `what an analyser leaves out is not scored, what it says is null is wrong`() throws {
        let truth = try Waltz.truth()
        let silent = try SongEvaluation(truth: truth, estimate: Self.estimate("{}"))
        #expect(silent.scores.isEmpty)
        let empty = try SongEvaluation(
            truth: truth, estimate: Self.estimate(#"{"tempo": null, "key": null, "beats": []}"#))
        #expect(empty.scores[.tempoAccuracy1] == 0 && empty.scores[.keyWeighted] == 0 && empty.scores[.beatF] == 0)
        #expect(empty.scores[.chordRoot] == nil && empty.scores[.meter] == nil)
    }

    @Test func `the downbeats tell the meter where an analyser does not`() throws {
        let beats = (0..<24).map { "\(Double($0) * 0.5)" }.joined(separator: ",")
        let downbeats = (0..<8).map { "\(Double($0) * 1.5 + 0.01)" }.joined(separator: ",")
        let estimate = try Self.estimate("{\"beats\": [\(beats)], \"downbeats\": [\(downbeats)]}")
        #expect(estimate.bar == .found(.init(beats: 3)))
        #expect(try Self.estimate(#"{"time_signature": "6/8"}"#).bar.value?.beats == 2)
        #expect(try Self.estimate(#"{"meter": 5}"#).bar == .found(.init(beats: 5)))
    }

    @Test func `sections without letters have boundaries only`() throws {
        let row = try SongEvaluation(
            truth: Waltz.truth(), estimate: Self.estimate(#"{"segments": [0, 10.1, 19.7]}"#))
        #expect(row.scores[.sectionF] == 1)
        #expect(row.scores[.sectionPairwise] == nil)
    }

    @Test(arguments: [
        (#"{"chords": [[0, 3, "Cmaj7"]]}"#, "Harte"), (#"{"key": "C"}"#, "Eb minor"),
        (#"{"segments": [0, 1], "letters": ["A"]}"#, "letter per segment"), (#"{"beats": {}}"#, "beats"),
    ])
    func `an estimate that cannot be scored is refused with what to do`(json: String, hint: String) {
        let error = #expect(throws: EvaluationError.self) {
            try SongEvaluation(truth: Waltz.truth(), estimate: Self.estimate(json))
        }
        #expect(error?.description.contains(hint) == true, "\(String(describing: error))")
    }
}
