import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Settings

@Suite struct SettingsLoadingTests {
    private let folder = TemporaryFolder()

    private func load(_ yaml: String, environment: [String: String] = [:]) async throws -> Settings {
        let path = folder.appending("musigen.yaml")
        try yaml.write(toFile: path.string, atomically: true, encoding: .utf8)
        return try await Settings.load(files: [path], environment: environment)
    }

    @Test func `without a file everything is at its default`() async throws {
        #expect(try await Settings.load(files: [folder.appending("none.yaml")], environment: [:]) == Settings())
    }

    @Test func `the commented file in etc has every key at its default`() async throws {
        let path = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("etc/musigen.yaml")
        #expect(try await Settings.load(files: [path], environment: [:]) == Settings())
        let file = try ConfigurationFile(path: path, text: String(contentsOfFile: path.string, encoding: .utf8))
        for definition in SettingDefinition.all {
            #expect(file.lines[definition.key] != nil, "\(definition.key) is missing")
        }
    }

    @Test func `a file overrides the defaults and the environment overrides the file`() async throws {
        let yaml = "inbox:\n  rescan_seconds: 7\nworkers:\n  count: 3\n"
        let settings = try await load(yaml, environment: ["MUSIGEN_WORKERS_COUNT": "5"])
        #expect(settings.rescanSeconds == 7)
        #expect(settings.workerCount == 5)
    }

    @Test func `a later file overrides an earlier one`() async throws {
        let (first, second) = (folder.appending("1.yaml"), folder.appending("2.yaml"))
        try "stems:\n  format: wav24\nlog:\n  level: debug\n".write(
            toFile: first.string, atomically: true, encoding: .utf8)
        try "stems:\n  format: flac\n".write(toFile: second.string, atomically: true, encoding: .utf8)
        let settings = try await Settings.load(files: [first, second], environment: [:])
        #expect(settings.stemFormat == "flac")
        #expect(settings.logLevel == "debug")
    }

    @Test func `numbers may be written with or without a point`() async throws {
        #expect(try await load("inbox:\n  truncated_wait_minutes: 2\n").truncatedWaitMinutes == 2)
        #expect(try await load("inbox:\n  truncated_wait_minutes: 0.5\n").truncatedWaitMinutes == 0.5)
        #expect(
            try await load("", environment: ["MUSIGEN_INBOX_TRUNCATED_WAIT_MINUTES": "0.25"]).truncatedWaitMinutes
                == 0.25)
    }

    @Test func `folders are a list of absolute paths`() async throws {
        let settings = try await load("inbox:\n  folders:\n    - /music/in\n    - /srv/drop\n")
        #expect(settings.inboxFolders == ["/music/in", "/srv/drop"])
        await #expect(throws: SettingsError.self) { try await load("inbox:\n  folders: [relative]\n") }
    }

    @Test func `a further list of models is an absolute path, or nothing`() async throws {
        #expect(try await load("models:\n  manifest: /srv/models.json\n").modelManifest == "/srv/models.json")
        #expect(try await load("models:\n  manifest: \"\"\n").modelManifest == nil)
        await #expect(throws: SettingsError.self) { try await load("models:\n  manifest: models.json\n") }
    }

    @Test func `options of a model are set in its own section`() async throws {
        let settings = try await load(
            "separation:\n  model: htdemucs\n  htdemucs:\n    overlap: 0.1\n    segment_seconds: 5\n",
            environment: ["MUSIGEN_SEPARATION_HTDEMUCS_SHIFTS": "2"])
        #expect(settings.separator == "htdemucs" && settings.htdemucsShifts == 2)
        #expect(settings.htdemucsOverlap == 0.1 && settings.htdemucsSegmentSeconds == 5)
        await #expect(throws: SettingsError.self) { try await load("separation:\n  htdemucs:\n    overlap: 1\n") }
    }

    @Test func `an unknown key is an error that names its line and the nearest known key`() async throws {
        let error = await #expect(throws: SettingsError.self) { try await load("inbox:\n  rescan_second: 3\n") }
        let text = try #require(error?.description)
        #expect(text.contains("line 2") && text.contains("inbox.rescan_seconds"))
    }

    @Test(arguments: [
        "inbox:\n  rescan_seconds: soon\n", "inbox:\n  rescan_seconds: -1\n", "stems:\n  format: ogg\n",
        "workers:\n  count: 0\n", "inbox: [1, 2\n",
    ])
    func `a value of the wrong kind or out of range is an error that says where it stands`(yaml: String) async throws {
        let error = await #expect(throws: SettingsError.self) { try await load(yaml) }
        #expect(error?.description.contains("musigen.yaml") == true)
    }

    @Test func `a bad environment variable is named`() async throws {
        let error = await #expect(throws: SettingsError.self) {
            try await load("", environment: ["MUSIGEN_WORKERS_COUNT": "many"])
        }
        #expect(error?.description.contains("MUSIGEN_WORKERS_COUNT") == true)
    }
}
