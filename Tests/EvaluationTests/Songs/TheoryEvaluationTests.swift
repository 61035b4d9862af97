import Evaluation
import Testing
import Tracks

/// Songs scored for their numerals, cadences, swing and genre.
@Suite struct TheoryEvaluationTests {
    private func truth() throws -> SongTruth {
        try SongTruth(
            json: Array(
                """
                {
                  "name": "blue", "duration": 8, "downbeats": [0, 2, 4, 6], "swing": 0.66, "genre": "jazz",
                  "numerals": [[0, 2, "ii7"], [2, 4, "V7"], [4, 8, "I6"]],
                  "cadences": [[4.0, "authentic", "V7", "I6"], [6.0, "half"]]
                }
                """.utf8))
    }

    private func score(_ estimate: String) throws -> SongEvaluation {
        try SongEvaluation(truth: truth(), estimate: SongEstimate(json: Array(estimate.utf8)))
    }

    @Test func `numerals count by their time, with and without inversion`() throws {
        let song = try score(#"{"numerals": [[0, 2, "ii7"], [2, 4, "V"], [4, 8, "I"]]}"#)
        #expect(song.scores[.numeralExact] == 0.25)
        #expect(song.scores[.numeralRootPosition] == 0.75)
        #expect(song.scores[.numeralTriad] == 1)
        #expect(song.scores[.cadenceAuthentic] == nil && song.scores[.genre] == nil)
    }

    @Test func `a cadence counts within half a bar, and all songs together`() throws {
        let near = try score(#"{"cadences": [[4.9, "authentic"], [7.5, "half"]]}"#)
        #expect(near.scores[.cadenceAuthentic] == 1)
        #expect(near.scores[.cadenceHalf] == 0)
        let none = try score(#"{"cadences": []}"#)
        #expect(none.scores[.cadenceAuthentic] == 0)
        let summary = EvaluationSummary([near, none])
        let counts = try #require(summary.cadences?.counts["authentic"])
        #expect(counts.hits == 1 && counts.reference == 2 && counts.estimate == 1)
    }

    @Test func `swing and genre are compared with the truth`() throws {
        let song = try score(#"{"swing": 0.5, "genre": "blues"}"#)
        #expect(abs((song.scores[.swingError] ?? 0) - 0.16) < 1e-9)
        #expect(song.scores[.genre] == 0)
        #expect(try score(#"{"genre": null}"#).scores[.genre] == 0)
        let summary = EvaluationSummary([song, try score(#"{"genre": "jazz"}"#)])
        #expect(summary.genres.count == 2 && summary.genres.values.allSatisfy { $0 == 1 })
        #expect(summary.figures[.genre]?.interval.mean == 0.5)
    }

    @Test func `the analysis answers from what it has explained`() throws {
        var analysis = TrackAnalysis()
        analysis.chords = ["D:min7", "N", "C:maj/3"].enumerated().map { index, label in
            ChordSpan(
                startSeconds: Double(index) * 2, endSeconds: Double(index) * 2 + 2, startBeat: nil, endBeat: nil,
                label: label, root: nil, quality: nil, bass: nil, confidence: 1)
        }
        analysis.musicTheory.harmonic.chords = [
            ChordFunction(index: 0, roman: "ii7", function: "subdominant_sub", role: "diatonic"),
            ChordFunction(index: 2, roman: "I6", function: "tonic", role: "diatonic"),
        ]
        analysis.musicTheory.harmonic.cadences = [
            Cadence(type: "authentic", subtype: nil, bar: 3, timeSeconds: 4, from: "V7", to: "I6", confidence: 0.5)
        ]
        analysis.musicTheory.genre.primary = "jazz"
        let song = try SongEvaluation(truth: truth(), analysis: analysis)
        #expect(song.scores[.numeralExact] == 0.5)
        #expect(song.scores[.cadenceAuthentic] == 1)
        #expect(song.scores[.genre] == 1)
        // No swing ratio is an honest answer where there is too little evidence.
        #expect(song.scores[.swingError] == nil)
    }
}
