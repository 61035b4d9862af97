import ArgumentParser
import Ingest
import Library
import SystemPackage

struct Analyse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze", abstract: "Process MP3 files without the daemon: stems and theory.json.",
        discussion: """
            Each song becomes a directory below --output that appears whole, or not at all. Nothing else is written, so
            many of these may run at once, under a batch scheduler for instance.
            """, aliases: ["analyse"])

    @OptionGroup var options: HomeOptions
    @Argument(help: "MP3 files.", completion: .file(extensions: ["mp3"])) var files: [String]
    @Option(name: .shortAndLong, help: "Where the songs' directories go.", completion: .directory) var output: String
    @Flag(help: "Put a copy of the original beside its stems.") var copyOriginal = false
    @Flag(help: "Keep what was heard in the song (features.safetensors) as well.") var keepFeatures = false
    @Flag(help: "Print one JSON object per file.") var json = false

    private struct Line: Encodable {
        var file: String
        var directory: String?
        var error: String?
    }

    func run() async throws {
        let analysis = StandaloneAnalysis(
            home: options.musigenHome, settings: try await options.settings(), environment: options.environment)
        let directory = MusigenHome.absolute(output)
        var failures: [StandaloneFailure] = []
        for file in files {
            let path = MusigenHome.absolute(file)
            guard try FileStatus.of(path) != nil else {
                throw CommandFailure(.noInput, "There is no file \(file).")
            }
            let bar = ProgressBar(path.lastComponent?.string ?? file)
            do {
                let result = try await analysis.run(
                    path, output: directory, copyOriginal: copyOriginal, keepFeatures: keepFeatures
                ) { stage, fraction in bar.show(fraction, stage.rawValue) }
                bar.clear()
                if json { try JSONText.print(Line(file: file, directory: result.string)) } else { print(result) }
            } catch let error as StandaloneFailure {
                bar.clear()
                if json { try JSONText.print(Line(file: file, error: error.description)) }
                StandardError.write("musigen: \(DisplayName.of(path)): \(error)")
                failures.append(error)
            }
        }
        guard let first = failures.first else { return }
        let status: ExitStatus = first.isFilesFault ? .dataError : .inputOutput
        throw ExitCode(status.rawValue)
    }
}
