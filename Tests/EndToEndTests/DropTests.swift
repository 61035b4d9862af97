import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct DropTests {
    private let appliance = Appliance()

    init() throws { #expect(try appliance.run("init").code == 0) }

    @Test func `a dropped song becomes a library entry and a row, and the inbox is empty`() throws {
        try appliance.start()
        try appliance.drop("My Song.mp3", seed: 1, folder: "inbox/Jazz")
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        let entries = appliance.names(in: "library")
        #expect(entries.count == 1)
        #expect(appliance.brokenEntries() == [])
        #expect(try appliance.query("SELECT tag FROM tags") == ["Jazz"])
        #expect(appliance.names(in: "inbox/Jazz") == [])
        #expect(appliance.names(in: ".work/claims") == [] && appliance.names(in: ".work/stages") == [])
    }

    @Test func `the sidecar is valid by the published schema`() throws {
        try appliance.start()
        try appliance.drop("song.mp3", seed: 2)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        let schema = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("etc/theory.schema.json")
        let validator = try #require(
            JSONSchemaValidator(schema: try Data(contentsOf: URL(fileURLWithPath: schema.string))))
        let id = try #require(appliance.names(in: "library").first)
        let sidecar = try Data(contentsOf: URL(fileURLWithPath: appliance.home + "/library/\(id)/theory.json"))
        #expect(validator.problems(in: sidecar) == [])
        // And the validator can fail.
        let broken = String(decoding: sidecar, as: UTF8.self).replacing("\"bpm\" :", with: "\"bmp\" :")
        #expect(validator.problems(in: Data(broken.utf8)) != [])
    }

    @Test func `the same bytes twice are one song, and other tags around the same audio are another`() throws {
        try appliance.start()
        try appliance.drop("one.mp3", seed: 3)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        try appliance.drop("again.mp3", seed: 3)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: appliance.scratch + "/song-3-2.0.mp3"))
        bytes.append(Data("TAGother title".utf8) + Data(count: 114))
        try bytes.write(to: URL(fileURLWithPath: appliance.home + "/inbox/retagged.mp3"))
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "inbox") == [])
        #expect(try appliance.query("SELECT count(*) AS n FROM tracks") == ["2"])
        #expect(try appliance.query("SELECT count(*) AS n FROM events WHERE kind = 'duplicate'") == ["1"])
        #expect(try appliance.query("SELECT count(*) AS n FROM tracks WHERE same_audio_as IS NOT NULL") == ["1"])
        #expect(appliance.brokenEntries() == [])
    }

    @Test func `what is no music goes to failed with a reason and comes back with retry`() throws {
        try appliance.start()
        try Data("a letter\n".utf8).write(to: URL(fileURLWithPath: appliance.home + "/inbox/letter.mp3"))
        try FileManager.default.createSymbolicLink(
            atPath: appliance.home + "/inbox/link.mp3", withDestinationPath: "/etc/passwd")
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(
            appliance.names(in: "failed") == ["letter.mp3", "letter.mp3.error.json", "link.mp3", "link.mp3.error.json"])
        let reason = try String(contentsOfFile: appliance.home + "/failed/letter.mp3.error.json", encoding: .utf8)
        #expect(reason.contains("plain text") && reason.contains("what_to_do"))
        #expect(try appliance.run("status").output.contains("letter.mp3"))
        #expect(try appliance.run("retry", "letter.mp3").code == 0)
        #expect(try appliance.run("retry", "nothing.mp3").code == 66)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(try appliance.query("SELECT count(*) AS n FROM jobs WHERE state = 'failed'") == ["2"])
    }

    @Test func `a prompt waits for a generator and is not lost`() throws {
        try appliance.start()
        try Data("upbeat pop".utf8).write(to: URL(fileURLWithPath: appliance.home + "/generate/p.txt"))
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(try appliance.run("status").output.contains("waiting: no generator installed"))
        #expect(appliance.names(in: "generate") == ["p.txt"])
    }

    @Test func `a name that is no text is kept byte for byte`() throws {
        try appliance.start()
        try appliance.drop("plain.mp3", seed: 4)
        let from = appliance.home + "/inbox/plain.mp3"
        var to = Array((appliance.home + "/inbox/a\nb").utf8).map { CChar(bitPattern: $0) }
        to += [-1, 0]
        #expect(unsafe rename(from, to) == 0)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 1)
        #expect(try appliance.query("SELECT file_name FROM tracks") == ["a\\x0ab\\xff"])
    }

    @Test func `commands mend the library: reprocess, rm, reindex, verify`() throws {
        try appliance.start()
        for seed in 5...7 { try appliance.drop("\(seed).mp3", seed: seed) }
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        let ids = appliance.names(in: "library")
        #expect(ids.count == 3)
        #expect(try appliance.run("verify").code == 0)
        #expect(try appliance.run("reprocess", ids[0]).code == 0)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library") == ids && appliance.brokenEntries() == [])
        #expect(try appliance.run("rm", "--yes", ids[1]).code == 0)
        #expect(try appliance.query("SELECT count(*) AS n FROM tracks") == ["2"])
        try FileManager.default.removeItem(atPath: appliance.home + "/library/\(ids[2])/stems/bass.wav")
        #expect(try appliance.run("verify").code == 65)
        #expect(try appliance.run("reprocess", ids[2]).code == 0)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(try appliance.run("verify").code == 0)
        #expect(try appliance.run("reindex").output.hasPrefix("2 songs"))
        #expect(try appliance.run("ls", "--json").output.contains(ids[0]))
    }

    @Test func `paused means begun by nobody, and a cancelled job hands its file back`() throws {
        try appliance.start()
        #expect(try appliance.run("pause").code == 0)
        try appliance.drop("one.mp3", seed: 8)
        #expect(try appliance.run("sync", "--timeout", "20").code == 75)
        let id = try #require(try appliance.query("SELECT id FROM jobs WHERE state = 'queued'").first)
        #expect(try appliance.run("cancel", id).code == 0)
        #expect(try appliance.run("sync", "--timeout", "20").code == 0)
        #expect(appliance.names(in: "failed").contains("one.mp3"))
        #expect(try appliance.run("resume").code == 0)
        #expect(try appliance.run("retry").code == 0)
        #expect(try appliance.run("sync", "--timeout", "60").code == 0)
        #expect(appliance.names(in: "library").count == 1)
    }

    @Test func `a second daemon in the same home is refused`() async throws {
        try appliance.start()
        while try appliance.run("status", "--json").output.contains("\"daemon_process_id\"") == false {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try appliance.run("watch").code == 75)
    }

    @Test func `a file can be analysed without daemon and home`() throws {
        try appliance.drop("x.mp3", seed: 9)
        let out = appliance.scratch + "/out"
        #expect(try appliance.run("analyze", appliance.home + "/inbox/x.mp3", "--output", out).code == 0)
        let id = try #require(try FileManager.default.contentsOfDirectory(atPath: out).first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: out + "/\(id)/stems").count == 4)
        try Data("text\n".utf8).write(to: URL(fileURLWithPath: appliance.scratch + "/no.mp3"))
        #expect(try appliance.run("analyze", appliance.scratch + "/no.mp3", "--output", out).code == 65)
        #expect(try appliance.run("analyze", "/nowhere.mp3", "--output", out).code == 66)
        #expect(try appliance.run("analyze").code == 64)
    }

    @Test func `bad settings stop the daemon before it begins`() throws {
        let result = try appliance.run("watch", environment: ["MUSIGEN_WORKERS_COUNT": "many"])
        #expect(result.code == 78)
        #expect(result.errors.contains("workers.count"))
    }
}
