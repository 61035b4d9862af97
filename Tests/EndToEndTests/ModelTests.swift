import Foundation
import SystemPackage
import TestSupport
import Testing

/// Models through the real program, with tiny networks that the `demucs` package has made.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ModelTests {
    private let appliance = Appliance()

    /// Real separators; everything else is as for the stand-ins.
    private let real = ["MUSIGEN_ENGINE": ""]

    init() throws { #expect(try appliance.run("init").code == 0) }

    private func network(_ name: String) -> String {
        FilePath(#filePath).removingLastComponent().removingLastComponent()
            .appending("SeparationTests/Golden/htdemucs/\(name)").string
    }

    /// Networks that the list of models names, published in a folder.
    private func publish(_ name: String, as file: String, pin: String) throws -> [String: String] {
        let server = appliance.scratch + "/server"
        try FileManager.default.createDirectory(atPath: server, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(atPath: server + "/" + file)
        try FileManager.default.copyItem(atPath: network(name), toPath: server + "/" + file)
        let list = """
            {"schema": "musigen.models/1", "models": [{"name": "htdemucs", "task": "separation", "engine": "htdemucs",
            "architecture": "a tiny one", "stems": ["drums", "bass", "other", "vocals"], "automatic_rank": 2,
            "files": [{"name": "\(file)", "sha256_prefix": "\(pin)"}], "source": {"url": "file://\(server)/"},
            "licence": "MIT", "data": "none", "scores": []}]}
            """
        try Data(list.utf8).write(to: URL(fileURLWithPath: appliance.scratch + "/list.json"))
        return ["MUSIGEN_MODELS_MANIFEST": appliance.scratch + "/list.json"]
    }

    private func tool(of id: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: appliance.home + "/library/\(id)/theory.json"))
        let sidecar = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let tools = try #require(sidecar["tools"] as? [String: Any])
        return try #require(tools["separation"] as? [String: Any])
    }

    private func installedHash(_ name: String) throws -> String {
        try #require(try appliance.query("SELECT sha256 FROM models WHERE name = '\(name)'").first)
    }

    /// Whether nothing of an installation can be seen.
    private var isUntouched: Bool {
        appliance.names(in: "models").isEmpty
            && appliance.names(in: ".work/models").allSatisfy { $0 == "lock" }
    }

    @Test func `a model from a file is listed, verified, and found out when its file has changed`() throws {
        let result = try appliance.run("models", "install", "htdemucs", "--from", network("first.th"))
        #expect(result.code == 0 && result.output.contains("custom"))
        #expect(appliance.names(in: "models/htdemucs") == ["first.th", "model.json"])
        #expect(appliance.names(in: ".work/models") == ["lock"])
        let hash = try installedHash("htdemucs")
        let list = try appliance.run("models", "list", "--json").output
        #expect(list.contains(hash))
        #expect(try appliance.run("models", "list").output.contains("htdemucs  (installed, custom, used"))
        #expect(try appliance.run("models", "verify").code == 0)
        #expect(try appliance.run("doctor").output.contains("separated with htdemucs"))
        let path = appliance.home + "/models/htdemucs/first.th"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let verified = try appliance.run("models", "verify", "htdemucs")
        #expect(verified.code == 65 && verified.output.contains("has changed"))
        #expect(try appliance.run("models", "remove", "htdemucs").code == 0)
        #expect(isUntouched)
        #expect(try appliance.query("SELECT name FROM models") == [])
        #expect(try appliance.run("models", "remove", "htdemucs").code == 66)
    }

    @Test func `a published file with the right hash is fetched, with a wrong one refused without a trace`() throws {
        let wrong = try publish("first.th", as: "one.th", pin: "01234567")
        let refused = try appliance.run("models", "install", "htdemucs", environment: wrong)
        #expect(refused.code == 65 && refused.errors.contains("01234567"))
        #expect(isUntouched)
        // The message names the hash that was seen.
        let seen = try #require(refused.errors.firstMatch(of: /[0-9a-f]{64}/))
        let right = try publish("first.th", as: "one.th", pin: String(String(seen.output).prefix(8)))
        #expect(try appliance.run("models", "install", "htdemucs", environment: right).code == 0)
        #expect(try installedHash("htdemucs") == String(seen.output))
        #expect(appliance.names(in: "models/htdemucs") == ["model.json", "one.th"])
        let again = try appliance.run("models", "install", "htdemucs", environment: right)
        #expect(again.code == 0 && again.output.contains("already"))
        try FileManager.default.removeItem(atPath: appliance.scratch + "/server/one.th")
        #expect(try appliance.run("models", "remove", "htdemucs").code == 0)
        #expect(try appliance.run("models", "install", "htdemucs", environment: right).code == 75)
        #expect(isUntouched)
    }

    @Test func `what no engine can run is refused, and so are names that are none`() throws {
        try Data("no weights".utf8).write(to: URL(fileURLWithPath: appliance.scratch + "/x.th"))
        #expect(try appliance.run("models", "install", "htdemucs", "--from", appliance.scratch + "/x.th").code == 65)
        #expect(try appliance.run("models", "install", "spleeter-2stems", "--from", network("first.th")).code == 65)
        #expect(try appliance.run("models", "install", "htdemucs_ft", "--from", network("first.th")).code == 65)
        #expect(try appliance.run("models", "install", "../x", "--from", network("first.th")).code == 66)
        #expect(try appliance.run("models", "install", "nobody").code == 66)
        #expect(try appliance.run("models", "install", "spleeter-4stems").code == 75)
        #expect(isUntouched)
    }

    @Test func `an interrupted installation leaves nothing half visible, and the next one succeeds`() throws {
        let folder = appliance.home + "/.work/models/htdemucs/model"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: URL(fileURLWithPath: folder + "/first.th"))
        #expect(try appliance.run("models", "verify").code == 0)
        #expect(try !appliance.run("models", "list").output.contains("htdemucs  (installed"))
        #expect(try appliance.run("models", "install", "htdemucs", "--from", network("first.th")).code == 0)
        #expect(try appliance.run("models", "verify", "htdemucs").code == 0)
        #expect(appliance.names(in: ".work/models") == ["lock"])
    }

    @Test func `a model installed while the daemon runs separates the next song, and the sidecar names it`() throws {
        try appliance.start(environment: real)
        try appliance.drop("one.mp3", seed: 1)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        let first = try #require(appliance.names(in: "library").first)
        #expect(try tool(of: first)["model"] as? String == "classic")
        #expect(try appliance.run("models", "install", "htdemucs", "--from", network("first.th")).code == 0)
        try appliance.drop("two.mp3", seed: 2)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        let second = try #require(appliance.names(in: "library").first { $0 != first })
        let used = try tool(of: second)
        #expect(used["model"] as? String == "htdemucs")
        #expect(used["model_sha256"] as? String == (try installedHash("htdemucs")))
        #expect(appliance.brokenEntries() == [])
        let sidecar = try String(contentsOfFile: appliance.home + "/library/\(second)/theory.json", encoding: .utf8)
        #expect(sidecar.contains(/"separation_residual_dbfs" : -?[0-9]/))
        // The first song is now of another model than today's.
        #expect(try appliance.run("reprocess", "--stale", environment: real).code == 0)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        #expect(try tool(of: first)["model"] as? String == "htdemucs")
    }

    @Test func `six stems become six files, and the sidecar is valid by the schema`() throws {
        #expect(try appliance.run("models", "install", "htdemucs_6s", "--from", network("six.th")).code == 0)
        try appliance.start(environment: real)
        try appliance.drop("one.mp3", seed: 3)
        #expect(try appliance.run("sync", "--timeout", "120").code == 0)
        let id = try #require(appliance.names(in: "library").first)
        #expect(
            appliance.names(in: "library/\(id)/stems") == [
                "bass.wav", "drums.wav", "guitar.wav", "other.wav", "piano.wav", "vocals.wav",
            ])
        let sidecar = try Data(contentsOf: URL(fileURLWithPath: appliance.home + "/library/\(id)/theory.json"))
        let schema = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("etc/theory.schema.json")
        let validator = try #require(
            JSONSchemaValidator(schema: try Data(contentsOf: URL(fileURLWithPath: schema.string))))
        #expect(validator.problems(in: sidecar) == [])
        #expect(String(decoding: sidecar, as: UTF8.self).contains(/"separation_residual_dbfs" : -?[0-9]/))
        #expect(try appliance.query("SELECT count(*) AS n FROM stems") == ["6"])
        #expect(try appliance.run("verify").code == 0)
        #expect(try appliance.run("reindex").code == 0)
    }

    @Test func `a song waits for a named model that is not installed, and goes on once it is`() throws {
        let named = real.merging(["MUSIGEN_SEPARATION_MODEL": "htdemucs"]) { $1 }
        try appliance.start(environment: named)
        try appliance.drop("one.mp3", seed: 4)
        #expect(try appliance.run("sync", "--timeout", "60", environment: named).code == 0)
        #expect(appliance.names(in: "failed") == [] && appliance.names(in: "library") == [])
        let reason = try #require(try appliance.query("SELECT reason FROM jobs WHERE state = 'waiting'").first)
        #expect(reason.contains("musigen models install htdemucs"))
        #expect(try appliance.run("status", environment: named).output.contains("models install htdemucs"))
        #expect(try appliance.run("models", "install", "htdemucs", "--from", network("first.th")).code == 0)
        var rounds = 0
        while appliance.names(in: "library").isEmpty, rounds < 600 {
            usleep(100_000)
            rounds += 1
        }
        let id = try #require(appliance.names(in: "library").first)
        #expect(try tool(of: id)["model"] as? String == "htdemucs")
    }

    @Test func `a model whose file has changed is not used, and the song waits`() throws {
        #expect(try appliance.run("models", "install", "htdemucs", "--from", network("first.th")).code == 0)
        let path = appliance.home + "/models/htdemucs/first.th"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        try appliance.start(environment: real)
        try appliance.drop("one.mp3", seed: 5)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        let reason = try #require(try appliance.query("SELECT reason FROM jobs WHERE state = 'waiting'").first)
        #expect(reason.contains("first.th has changed"))
    }

    @Test func `files are separated by name and with options`() throws {
        #expect(try appliance.run("models", "install", "mine", "--from", network("first.th")).code == 0)
        try appliance.drop("x.mp3", seed: 6)
        let (song, out) = (appliance.home + "/inbox/x.mp3", appliance.scratch + "/out")
        let arguments = ["--model", "mine", "--overlap", "0.5", "--shifts", "1", "--segment", "0.3"]
        #expect(try appliance.run(arguments: ["separate", song, "--output", out] + arguments).code == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: out + "/x").count == 4)
        for bad in [["--overlap", "1"], ["--shifts", "-1"], ["--segment", "0.01"], ["--model", "nobody"]] {
            #expect(try appliance.run(arguments: ["separate", song, "--output", out] + bad).code != 0)
        }
    }
}
