import Foundation
import SystemPackage
import TestSupport
import Testing

/// A home of its own with the real program: commands are run, the daemon is started, killed and started again.
final class Appliance: @unchecked Sendable {
    // The processes are touched by one test at a time only.
    private let folder = TemporaryFolder()
    private var daemon: Process?

    /// The program, built beside the tests.
    static let binary: URL = {
        if let path = ProcessInfo.processInfo.environment["MUSIGEN_BINARY"] { return URL(fileURLWithPath: path) }
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let candidates = [
            bundle.deletingLastPathComponent(),
            URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        ]
        return candidates.map { $0.appendingPathComponent("musigen") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }()

    var home: String { folder.appending("home").string }
    var scratch: String { folder.path.string }

    deinit { stop(signal: SIGKILL) }

    /// What a command printed, and its exit code.
    struct Result {
        var code: Int32
        var output: String
        var errors: String
    }

    private func process(_ arguments: [String], _ environment: [String: String]) -> Process {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        var merged = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MUSIGEN_") }
        merged["MUSIGEN_HOME"] = home
        merged["MUSIGEN_ENGINE"] = "stub"
        merged["XDG_CONFIG_HOME"] = scratch
        process.environment = merged.merging(environment) { $1 }
        return process
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        try run(arguments: arguments, environment: environment)
    }

    /// Runs a command to its end.
    func run(arguments: [String], environment: [String: String] = [:]) throws -> Result {
        let process = process(arguments, environment)
        let (output, errors) = (scratch + "/out-\(UUID())", scratch + "/err-\(UUID())")
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        process.waitUntilExit()
        func text(_ path: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        }
        return Result(code: process.terminationStatus, output: try text(output), errors: try text(errors))
    }

    /// Starts the daemon.
    func start(environment: [String: String] = [:]) throws {
        let process = process(["watch"], environment)
        process.standardError = FileHandle.nullDevice
        try process.run()
        daemon = process
    }

    /// Ends the daemon and waits until it is gone.
    func stop(signal: Int32) {
        guard let daemon, daemon.isRunning else { return }
        kill(daemon.processIdentifier, signal)
        daemon.waitUntilExit()
        self.daemon = nil
    }

    /// Waits until the daemon has ended by itself; whether it did within some seconds.
    func daemonEnds(withinSeconds seconds: Double) async throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while let daemon, daemon.isRunning {
            if Date() > end { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return true
    }

    /// Drops a synthesised song into the inbox (or a folder in it), complete from the start.
    func drop(_ name: String, seed: Int, seconds: Double = 2, folder: String = "inbox") throws {
        let path = scratch + "/song-\(seed)-\(seconds).mp3"
        if !FileManager.default.fileExists(atPath: path) {
            try SynthesisedSong.writeMP3(to: FilePath(path), seconds: seconds, seed: seed)
        }
        let target = URL(fileURLWithPath: home + "/\(folder)/\(name)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: URL(fileURLWithPath: path), to: target)
    }

    /// Names in a folder of the home.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: home + "/" + folder)) ?? []).sorted()
    }

    /// The rows of a query, one line each, cells joined by "|".
    func query(_ sql: String) throws -> [String] {
        struct Row: Decodable {}
        let result = try run("sql", "--json", sql)
        let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]] ?? []
        return rows.map { row in row.sorted { $0.key < $1.key }.map { "\($0.value)" }.joined(separator: "|") }
    }

    /// Whether every library entry is whole: original, sidecar, features and four stems.
    func brokenEntries() -> [String] {
        names(in: "library").filter { id in
            let files = names(in: "library/" + id)
            return names(in: "library/\(id)/stems") != ["bass.wav", "drums.wav", "other.wav", "vocals.wav"]
                || !files.contains("features.safetensors") || files.count != 6 || !agreesWithDerivedFiles(id)
        }
    }

    /// Whether an entry's JAMS and page say the same as its sidecar.
    private func agreesWithDerivedFiles(_ id: String) -> Bool {
        func bytes(_ name: String) -> Data {
            (try? Data(contentsOf: URL(fileURLWithPath: "\(home)/library/\(id)/\(name)"))) ?? Data()
        }
        guard let theory = try? JSONSerialization.jsonObject(with: bytes("theory.json")) as? [String: Any],
            let jams = try? JSONSerialization.jsonObject(with: bytes("theory.jams")) as? [String: Any],
            let metadata = jams["file_metadata"] as? [String: Any], let track = theory["track"] as? [String: Any],
            let duration = track["duration_s"] as? Double, let inJAMS = metadata["duration"] as? Double
        else { return false }
        let page = String(decoding: bytes("report.html"), as: UTF8.self)
        let key = theory["key"] as? String
        return abs(duration - inJAMS) < 0.001 && page.hasPrefix("<!DOCTYPE html>") && page.contains(key ?? "<html")
    }
}
