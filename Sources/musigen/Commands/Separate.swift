import ArgumentParser
import Glibc
import Ingest
import Library
import Settings
import SystemPackage

struct Separate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Separate audio files into vocals, drums, bass and other.",
        discussion: """
            Separators are classic, which is part of the program, and the installed models (musigen models list shows
            them); auto is the best one that is installed.
            """)

    @OptionGroup var options: HomeOptions
    @Argument(help: "MP3, WAV or FLAC files.", completion: .file()) var files: [String]
    @Option(name: .shortAndLong, help: "Where each file's directory of stems goes.", completion: .directory)
    var output: String
    @Option(help: "Name of the separator (default: the setting separation.model).") var model: String?
    @Option(help: "HTDemucs: number of shifted separations to average (default: the setting).") var shifts: Int?
    @Option(help: "HTDemucs: share of a segment in common with the next one, 0 to 0.95 (default: the setting).")
    var overlap: Double?
    @Option(help: "HTDemucs: length of a segment in seconds, 0 as it was trained (default: the setting).")
    var segment: Double?
    @Option(help: "wav16, wav24, wav-float or flac (default: the setting stems.format).") var format: String?

    func run() async throws {
        let settings = try await options.settings()
        let threadCount = settings.threadCount(coreCount: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        var separationOptions = SeparationOptions(settings)
        separationOptions.shifts = shifts ?? separationOptions.shifts
        separationOptions.overlap = overlap ?? separationOptions.overlap
        separationOptions.segmentSeconds = segment ?? separationOptions.segmentSeconds
        if let problem = separationOptions.problem { throw ValidationError(problem) }
        let separation = try StandaloneSeparation(
            home: options.musigenHome, model: model ?? settings.separator, manifest: settings.modelManifest,
            options: separationOptions, format: format ?? settings.stemFormat, threadCount: threadCount)
        var failures: [StandaloneFailure] = []
        for file in files {
            let path = MusigenHome.absolute(file)
            guard try FileStatus.of(path) != nil else { throw CommandFailure(.noInput, "There is no file \(file).") }
            let bar = ProgressBar(path.lastComponent?.string ?? file)
            do throws(StandaloneFailure) {
                let result = try separation.run(path, output: MusigenHome.absolute(output)) { bar.show($0) }
                bar.clear()
                print(result)
            } catch {
                bar.clear()
                StandardError.write("musigen: \(DisplayName.of(path)): \(error)")
                failures.append(error)
            }
        }
        guard let first = failures.first else { return }
        let status: ExitStatus = first.isFilesFault ? .dataError : .inputOutput
        throw ExitCode(status.rawValue)
    }
}
