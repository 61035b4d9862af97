import Foundation
import SystemPackage
import TestSupport
import Testing

/// `musigen evaluate` through the real program.
@Suite(.serialized, .timeLimit(.minutes(5))) struct EvaluateTests {
    private let appliance = Appliance()

    private var songs: String { appliance.scratch + "/songs" }
    private var results: String { appliance.scratch + "/results" }

    init() throws {
        for folder in [songs, results] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Beats every half second, or a little after them.
    private func beats(late: Double = 0) -> String {
        (0..<20).map { "\(Double($0) * 0.5 + late)" }.joined(separator: ", ")
    }

    private func evaluate(_ arguments: String...) throws -> (result: Appliance.Result, json: [String: Any]) {
        let result = try appliance.run(arguments: ["evaluate", songs, "--json"] + arguments)
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        return (result, json ?? [:])
    }

    @Test func `other analysers' results are scored, song by song and together`() throws {
        try write(#"{"bpm": 120, "beats": [\#(beats())], "keys": [[0, "C major"]]}"#, to: songs + "/one.json")
        try write(#"{"bpm": 120, "beats": [\#(beats())], "keys": [[0, "A minor"]]}"#, to: songs + "/two.json")
        try write(#"{"tempo": 120.05, "beats": [\#(beats())], "key": "C major"}"#, to: results + "/one.json")
        try write(#"{"tempo": 60, "beats": [\#(beats(late: 0.04))], "key": "C major"}"#, to: results + "/two.json")
        let (result, json) = try evaluate("--estimates", results)
        #expect(result.code == 0)
        let rows = try #require(json["songs"] as? [[String: Any]])
        #expect(rows.map { $0["name"] as? String } == ["one", "two"])
        let scores = try #require(rows[1]["scores"] as? [String: Double])
        #expect(scores["beat_f"] == 1 && scores["beat_f_25ms"] == 0)
        #expect(abs(try #require(scores["beat_bias_ms"]) - 40) < 1e-6)
        #expect(scores["tempo_acc1"] == 0 && scores["tempo_acc2"] == 1)
        #expect(rows[1]["key_relation"] as? String == "relative")
        let summary = try #require(json["summary"] as? [String: Any])
        let figures = try #require(summary["figures"] as? [String: [String: Double]])
        #expect(figures["key_weighted"]?["mean"] == 0.65)
        #expect(figures["beat_f"]?["songs"] == 2)
        #expect(summary["worst"] as? [String] == ["two", "one"])
        let table = try appliance.run("evaluate", songs, "--estimates", results)
        #expect(table.code == 0)
        #expect(table.output.contains("key_weighted") && table.output.contains("worst: two"))
    }

    @Test func `a song without an analysis is told, and the others are scored`() throws {
        try write(#"{"bpm": 120}"#, to: songs + "/one.json")
        try write(#"{"bpm": 120}"#, to: songs + "/two.json")
        try write(#"{"bpm": 120, "beats": [2, 1]}"#, to: songs + "/three.json")
        try write(#"{"tempo": 120}"#, to: results + "/one.json")
        let (result, json) = try evaluate("--estimates", results)
        #expect(result.code == 65)
        #expect((json["songs"] as? [Any])?.count == 1)
        let skipped = try #require(json["skipped"] as? [[String: String]])
        #expect(skipped.map { $0["name"] } == ["two"])
        #expect(result.errors.contains("three.json is left out") && result.errors.contains("sort the events"))
    }

    @Test func `a folder without any truth is no input`() throws {
        #expect(try appliance.run("evaluate", songs).code == 66)
        #expect(try appliance.run("evaluate", songs + "/nowhere").code == 66)
    }

    @Test func `recordings are analysed first, and what analyze has written is found`() throws {
        try SynthesisedSong.writeMP3(to: FilePath(songs + "/song.mp3"), seconds: 3, seed: 1)
        try write(#"{"bpm": 120, "duration": 3, "keys": [[0, "C major"]], "meter": 4}"#, to: songs + "/song.json")
        let (result, json) = try evaluate("--output", results)
        #expect(result.code == 0, "\(result.errors)")
        #expect((json["songs"] as? [[String: Any]])?.first?["scores"] != nil)
        let kept = try FileManager.default.contentsOfDirectory(atPath: results)
        #expect(kept.count == 1)
        // The same figures from what was kept.
        let again = try evaluate("--estimates", results)
        #expect(again.result.output == result.output)
    }

    @Test func `a folder of a song with its beats is scored too`() throws {
        let song = songs + "/Song One"
        try FileManager.default.createDirectory(atPath: song, withIntermediateDirectories: true)
        try write((0..<20).map { "\(Double($0) * 0.5)\t\($0 % 4 + 1)\n" }.joined(), to: song + "/beats.txt")
        try write(#"{"beats": [\#(beats())], "downbeats": [0, 2, 4, 6, 8]}"#, to: results + "/Song One.json")
        let (result, json) = try evaluate("--estimates", results)
        #expect(result.code == 0)
        let scores = try #require((json["songs"] as? [[String: Any]])?.first?["scores"] as? [String: Double])
        #expect(scores["downbeat_f"] == 1 && scores["meter"] == 1)
    }
}
