import ArgumentParser
import Glibc
import Ingest
import Library
import Settings
import SystemPackage

struct Separate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Separate audio files into vocals, drums, bass and other.",
        discussion: "Separators: \(StandaloneSeparation.separatorNames.joined(separator: ", ")).")

    @OptionGroup var options: HomeOptions
    @Argument(help: "MP3, WAV or FLAC files.", completion: .file()) var files: [String]
    @Option(name: .shortAndLong, help: "Where each file's directory of stems goes.", completion: .directory)
    var output: String
    @Option(help: "Name of the separator (default: the setting separation.model).") var model: String?
    @Option(help: "wav16, wav24, wav-float or flac (default: the setting stems.format).") var format: String?

    func run() async throws {
        let settings = try await options.settings()
        let threadCount = settings.threadCount(coreCount: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let separation = try StandaloneSeparation(
            model: model ?? settings.separator, format: format ?? settings.stemFormat, threadCount: threadCount)
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
