import Foundation
import TestSupport
import Testing

/// Corrections through the program itself, with the real analysis.
@Suite(.serialized, .timeLimit(.minutes(5))) struct CorrectTests {
    private let appliance = Appliance()
    private let id: String

    /// The real engines.
    private static let environment = ["MUSIGEN_ENGINE": "", "MUSIGEN_SEPARATION_MODEL": "classic"]

    init() throws {
        #expect(try appliance.run("init").code == 0)
        try appliance.start(environment: Self.environment)
        try appliance.drop("song.mp3", seed: 1, seconds: 14)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        id = try #require(appliance.names(in: "library").first)
    }

    private var entry: String { appliance.home + "/library/" + id }
    private func bytes(_ name: String = "theory.json") throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: entry + "/" + name))
    }

    private func sidecar() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: bytes()) as? [String: Any])
    }

    /// The sidecar's lines, but for the one that the order of additions in the separator decides (at -160 dB).
    private func lines() throws -> [String] {
        String(decoding: try bytes(), as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.contains("separation_residual_dbfs") }
    }

    @discardableResult
    private func correct(_ arguments: String..., environment: [String: String] = [:]) throws -> Appliance.Result {
        try appliance.run(
            arguments: ["correct", id] + arguments,
            environment: Self.environment.merging(environment) { $1 })
    }

    private func row(_ columns: String) throws -> [String] { try appliance.query("SELECT \(columns) FROM tracks") }

    @Test func `each correction stands in sidecar, catalogue and show, and taking all back gives the former result`()
        throws
    {
        let before = try bytes()
        let bpm = try #require(try sidecar()["bpm"] as? Double)
        #expect(try correct("--tempo", "half").code == 0)
        #expect(abs((try sidecar()["bpm"] as? Double ?? 0) - bpm / 2) < 0.5)
        #expect(try sidecar()["bpm_confidence"] as? Double == 1)
        #expect(try correct("--downbeat", "0:05.02", "--downbeat", "9").code == 0)
        let result = try correct("--key", "f♯m", "--meter", "3/4", "--json")
        #expect(result.code == 0)
        let outcome = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(outcome["listened_again_because"] is NSNull && outcome["is_changed"] as? Bool == true)

        let song = try sidecar()
        #expect(song["corrected_fields"] as? [String] == ["bpm", "downbeat", "key", "time_signature"])
        let corrections = try #require(song["corrections"] as? [String: Any])
        #expect(corrections["key"] as? String == "F# minor" && corrections["time_signature"] as? String == "3/4")
        #expect(corrections["downbeats_s"] as? [Double] == [5.02, 9])
        #expect(song["key"] as? String == "F# minor" && song["key_confidence"] as? Double == 1)
        #expect(try row("corrected_fields") == ["bpm, downbeat, key, time_signature"])
        #expect(try row("key") == ["F# minor"] && row("time_signature") == ["3/4"])
        #expect(try appliance.query("SELECT count(*) AS n FROM beats WHERE beat > 3") == ["0"])
        #expect(try appliance.query("SELECT count(*) AS n FROM events WHERE kind = 'corrected'") == ["3"])
        let sheet = try appliance.run("show", id).output
        #expect(sheet.split(separator: "\n").count { $0.contains("(corrected)") } == 4)
        let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("etc/theory.schema.json")
        let validator = try #require(JSONSchemaValidator(schema: try Data(contentsOf: schema)))
        #expect(validator.problems(in: try bytes()) == [])
        #expect(try appliance.run("verify").code == 0)

        #expect(try correct("--reset", "key").code == 0)
        #expect(try sidecar()["corrected_fields"] as? [String] == ["bpm", "downbeat", "time_signature"])
        #expect(try correct("--reset", "all").code == 0)
        #expect(try bytes() == before)
        #expect(try row("corrected_fields IS NULL AS none") == ["1"])
        #expect(try correct("--reset", "all").output.contains("Nothing has changed"))
        #expect(appliance.brokenEntries() == [] && appliance.names(in: ".work/staging") == [])
    }

    @Test func `a song that is worked on again keeps its corrections, and the daemon need not run for them`() throws {
        #expect(try correct("--key", "Eb minor", "--tempo", "double").code == 0)
        let corrected = try lines()
        #expect(try appliance.run("reprocess", id).code == 0)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        #expect(try lines() == corrected)
        appliance.stop(signal: SIGTERM)
        #expect(try correct("--meter", "5/4").code == 0)
        #expect(try row("time_signature") == ["5/4"])
        #expect(try appliance.run("reindex").code == 0)
        #expect(try row("corrected_fields") == ["bpm, key, time_signature"])
        #expect(try appliance.run("verify").code == 0)
    }

    @Test func `other tags around the same audio take the corrections over`() throws {
        #expect(try correct("--key", "Eb minor").code == 0)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: appliance.scratch + "/song-1-14.0.mp3"))
        bytes.append(Data("TAGother title".utf8) + Data(count: 114))
        try bytes.write(to: URL(fileURLWithPath: appliance.home + "/inbox/retagged.mp3"))
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        #expect(try row("key || corrected_fields AS t") == ["Eb minorkey", "Eb minorkey"])
        #expect(try appliance.query("SELECT count(*) AS n FROM tracks WHERE same_audio_as IS NOT NULL") == ["1"])
        #expect(appliance.brokenEntries() == [])
    }

    @Test func `without usable features the song is listened to again, and they are kept`() throws {
        let before = try bytes()
        let features = URL(fileURLWithPath: entry + "/features.safetensors")
        let whole = try Data(contentsOf: features)
        var flipped = whole
        flipped[whole.count / 2] ^= 0x10
        for (damaged, isDamage) in [(nil, false), (whole.dropLast(100), true), (flipped, true), (Data(), true)] {
            try FileManager.default.removeItem(at: features)
            if let damaged { try damaged.write(to: features) }
            #expect(try appliance.run("verify").code == (isDamage ? 65 : 0))
            let result = try correct("--key", "A minor")
            #expect(result.code == 0 && result.output.contains("listened to again"))
            #expect(try Data(contentsOf: features) == whole)
            #expect(try correct("--reset", "key").output.contains("listened to again") == false)
            #expect(try bytes() == before)
        }
        try FileManager.default.removeItem(at: features)
        try FileManager.default.removeItem(atPath: entry + "/song.mp3")
        let result = try correct("--key", "A minor")
        #expect(result.code == 65 && result.errors.contains("drop it again"))
        #expect(try bytes() == before)
    }

    @Test func `a sidecar of an older version is corrected too`() throws {
        var song = try sidecar()
        for key in ["corrections", "corrected_fields"] { song[key] = nil }
        var tools = try #require(song["tools"] as? [String: Any])
        tools["features"] = nil
        song["tools"] = tools
        try JSONSerialization.data(withJSONObject: song).write(to: URL(fileURLWithPath: entry + "/theory.json"))
        try FileManager.default.removeItem(atPath: entry + "/features.safetensors")
        #expect(try appliance.run("verify").code == 0)
        #expect(try correct("--bpm", "90").code == 0)
        #expect(try sidecar()["corrected_fields"] as? [String] == ["bpm"])
        #expect((try sidecar()["tools"] as? [String: Any])?["features"] != nil)
        #expect(appliance.brokenEntries() == [])
    }

    @Test func `what makes no sense is refused with a sentence, and changes nothing`() throws {
        let before = try bytes()
        for (arguments, code, words) in [
            (["--bpm", "10"], Int32(64), "20 to 400"), (["--bpm", "fast"], 64, "bpm"),
            (["--key", "H"], 64, "major or minor"),
            (["--meter", "4"], 64, "3/4"), (["--downbeat", "x"], 64, "seconds"), ([], 64, "--bpm"),
            (["--tempo", "half", "--bpm", "90"], 64, "tempo"), (["--downbeat", "15"], 65, "lasts 14"),
            (["--reset", "colour"], 64, "reset"),
        ] {
            let result = try appliance.run(arguments: ["correct", id] + arguments)
            #expect(result.code == code, "\(arguments)")
            #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
        }
        #expect(try appliance.run("correct", "nobody", "--bpm", "90").code == 66)
        #expect(try bytes() == before)
        #expect(try correct("--bpm", "90").code == 0)
        #expect(
            try appliance.run("correct", String(id.prefix(4)), "--reset", "bpm", environment: Self.environment).code
                == 0)
        #expect(try bytes() == before)
    }

    @Test(arguments: ["correct.begin:crash", "correct.rename:crash", "correct.index:crash", "correct.rename:EIO"])
    func `a correction that is killed anywhere leaves the old song or the new one, whole`(place: String) throws {
        let before = try bytes()
        let result = try correct("--key", "A minor", environment: ["MUSIGEN_FAILPOINT": place])
        #expect(result.code != 0)
        let key = try #require(try sidecar()["key"] as? String)
        #expect(try bytes() == before || key == "A minor")
        if place.hasSuffix("EIO") { #expect(try bytes() == before && row("key") == [key]) }
        // The next command has the catalogue follow the sidecar.
        appliance.stop(signal: SIGTERM)
        #expect(try correct("--reset", "meter").code == 0)
        #expect(try row("key") == [key])
        #expect(try appliance.run("verify").code == 0)
        #expect(try correct("--key", "A minor").code == 0)
        #expect(try row("key") == ["A minor"])
        #expect(appliance.names(in: ".work/corrections") == [] && appliance.brokenEntries() == [])
    }

    @Test func `the daemon mends what a killed correction left`() async throws {
        #expect(try correct("--key", "A minor", environment: ["MUSIGEN_FAILPOINT": "correct.rename:crash"]).code != 0)
        #expect(try row("corrected_fields IS NULL AS none") == ["1"])
        appliance.stop(signal: SIGTERM)
        try appliance.start(environment: Self.environment)
        for _ in 0..<200 where appliance.names(in: ".work/corrections") != [] {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(appliance.names(in: ".work/corrections") == [])
        #expect(try row("corrected_fields") == ["key"])
    }

    @Test(arguments: ["publish.assemble:crash", "publish.begin:crash", "publish.rename:crash"])
    func `a correction between a crash and the next start is not lost`(place: String) async throws {
        appliance.stop(signal: SIGTERM)
        try appliance.start(environment: Self.environment.merging(["MUSIGEN_FAILPOINT": place]) { $1 })
        #expect(try appliance.run("reprocess", id).code == 0)
        #expect(try await appliance.daemonEnds(withinSeconds: 60), "\(place) was not reached")
        #expect(try correct("--key", "A minor", "--meter", "3/4").code == 0)
        try appliance.start(environment: Self.environment)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        #expect(try row("key || ' ' || time_signature AS t") == ["A minor 3/4"])
        #expect(try sidecar()["corrected_fields"] as? [String] == ["key", "time_signature"])
        #expect(appliance.brokenEntries() == [])
    }

    @Test func `features are kept by analyze only where they are wanted`() throws {
        let (file, out) = (appliance.scratch + "/song-1-14.0.mp3", appliance.scratch + "/out")
        for arguments in [[], ["--keep-features"]] {
            let result = try appliance.run(
                arguments: ["analyze", file, "--output", out] + arguments, environment: Self.environment)
            #expect(result.code == 0)
            let files = try FileManager.default.contentsOfDirectory(
                atPath: result.output.trimmingCharacters(in: .whitespacesAndNewlines))
            #expect(files.contains("features.safetensors") == !arguments.isEmpty)
        }
    }
}
