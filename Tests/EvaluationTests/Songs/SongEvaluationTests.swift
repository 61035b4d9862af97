import Evaluation
import Foundation
import Testing
import Tracks

@Suite struct SongEvaluationTests {
    @Test func `the figures of a song's row equal mir_eval's`() throws {
        let folder = try #require(Bundle.module.resourcePath)
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/Golden/songs.json"))
        let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        #expect(cases.count == 8)
        for item in cases {
            func bytes(_ key: String) throws -> [UInt8] {
                Array(try JSONSerialization.data(withJSONObject: try #require(item[key])))
            }
            let truth = try SongTruth(json: bytes("truth"))
            let row = try SongEvaluation(truth: truth, estimate: SongEstimate(json: bytes("estimate")))
            let expected = try JSONDecoder().decode([String: Double].self, from: Data(bytes("scores")))
            // What mir_eval has no measure for is tested apart.
            let named = Dictionary(uniqueKeysWithValues: row.scores.map { ($0.key.rawValue, $0.value) })
                .filter { expected[$0.key] != nil }
            Golden.expect(named, expected, truth.name)
        }
    }

    @Test func `a perfect analysis has full marks, and is on time`() throws {
        let row = try SongEvaluation(truth: Waltz.truth(), analysis: Waltz.analysis())
        let unscored: Set<SongMetric> = [.beatBias, .tempoError, .swingError]
        #expect(Set(row.scores.keys) == Set(SongMetric.allCases))
        for (metric, score) in row.scores where !unscored.contains(metric) { #expect(score == 1, "\(metric)") }
        #expect(row.scores[.beatBias] == 0)
        #expect(row.scores[.tempoError] == 0 && row.scores[.swingError] == 0)
        #expect(row.keyRelation == .same)
        #expect(row.headline == 1)
        #expect(row.keyReliability == .init(confidence: 0.9, isRight: true))
    }

    @Test func `an analysis that found nothing is wrong about everything that is true`() throws {
        let row = try SongEvaluation(truth: Waltz.truth(), analysis: TrackAnalysis())
        for metric in [SongMetric.beatF, .downbeatF, .tempoAccuracy2, .meter, .keyExact, .keyTime, .chordRoot] {
            #expect(row.scores[metric] == 0, "\(metric)")
        }
        #expect(row.scores[.tempoError] == nil)
        #expect(row.scores[.tempoOctave] == nil)
        #expect(row.keyReliability == nil)
    }

    @Test func `what is not known of a song is not scored`() throws {
        let truth = try SongTruth(json: Array(#"{"name": "x", "bpm": 120}"#.utf8))
        let row = try SongEvaluation(truth: truth, analysis: Waltz.analysis())
        #expect(Set(row.scores.keys) == [.tempoAccuracy1, .tempoAccuracy2])
        #expect(SongTruth().isEmpty && !truth.isEmpty)
    }

    @Test func `double tempo is right up to the octave, and not exact`() throws {
        var analysis = Waltz.analysis()
        analysis.tempo?.bpm = 300
        let row = try SongEvaluation(truth: Waltz.truth(), analysis: analysis)
        #expect(row.scores[.tempoAccuracy1] == 0 && row.scores[.tempoAccuracy2] == 1)
        #expect(row.scores[.tempoOctave] == 0 && row.scores[.tempoExact] == 0)
        #expect(row.scores[.tempoError] == 150)
        #expect(row.tempoReliability?.isRight == false)
    }

    @Test(arguments: [(120.6, 120.7, 1.0), (120.7, 120.6, 1), (150, 150.11, 0), (150, 149.8, 0)])
    func `a tempo is exact within a tenth, rounding aside`(bpm: Double, estimate: Double, score: Double) throws {
        var (truth, analysis) = (try Waltz.truth(), Waltz.analysis())
        truth.bpm = bpm
        analysis.tempo?.bpm = estimate
        #expect(try SongEvaluation(truth: truth, analysis: analysis).scores[.tempoExact] == score)
        truth.isTempoConstant = false
        #expect(try SongEvaluation(truth: truth, analysis: analysis).scores[.tempoExact] == nil)
    }

    @Test(arguments: [
        ("6/8", "6/8", true), ("6/8", "2/4", false), ("2/4", "2/2", true), ("6/8", "12/8", false),
        ("3/4", "3/8", true), ("7/8", "7/4", true), ("4/4", "3/4", false),
    ])
    func `meters are equal in beats and in their division`(truth: String, estimate: String, isRight: Bool) throws {
        var analysis = TrackAnalysis()
        analysis.timeSignature = estimate
        let song = try SongTruth(json: Array(#"{"time_signature": "\#(truth)"}"#.utf8))
        let row = try SongEvaluation(truth: song, analysis: analysis)
        #expect(row.meter?.isRight == isRight)
        #expect(row.meter?.truth == truth)
    }

    @Test func `the time in the right key counts regions`() throws {
        var truth = try Waltz.truth()
        let duration = try #require(truth.durationSeconds)
        truth.keys = [
            .init(start: 0, key: try AnnotatedKey("Eb major")),
            .init(start: duration * 0.75, key: try AnnotatedKey("F major")),
        ]
        var analysis = Waltz.analysis()
        let wholeSong = try SongEvaluation(truth: truth, analysis: analysis)
        #expect(wholeSong.scores[.keyExact] == 1)
        #expect(abs(try #require(wholeSong.scores[.keyTime]) - 0.75) < 1e-9)
        analysis.keyRegions = [
            KeyRegion(startSeconds: 0, endSeconds: duration / 2, key: "Eb major"),
            KeyRegion(startSeconds: duration / 2, endSeconds: duration, key: "F major"),
        ]
        let regions = try SongEvaluation(truth: truth, analysis: analysis)
        #expect(abs(try #require(regions.scores[.keyTime]) - 0.75) < 1e-9)
    }

    @Test func `where the first section begins and the last one ends is nobody's to find`() throws {
        var analysis = Waltz.analysis()
        analysis.sections[0].startSeconds = 0.9
        analysis.sections[analysis.sections.count - 1].endSeconds += 5
        let row = try SongEvaluation(truth: Waltz.truth(), analysis: analysis)
        #expect(row.scores[.sectionF] == 1)
        analysis.sections[1].startSeconds += 1
        let late = try SongEvaluation(truth: Waltz.truth(), analysis: analysis)
        #expect(try #require(late.scores[.sectionF]) < 1)
        #expect(late.scores[.sectionFWide] == 1)
    }
}
