import ArgumentParser
import Catalogue
import Ingest
import Library
import Settings
import Tracks

/// The command's entry: errors end it with the exit code of their kind (sysexits.h) and one line on standard error.
@main
enum Main {
    static func main() async {
        do {
            var command = try Musigen.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard let code = ExitStatus(error) else { Musigen.exit(withError: error) }
            StandardError.write("musigen: \(error)")
            Musigen.exit(withError: ExitCode(code.rawValue))
        }
    }
}

/// The command and its subcommands.
struct Musigen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "musigen",
        abstract: "Drop an MP3 into a folder; get its stems, its theory and a catalogue row.",
        discussion: """
            Folders live in ~/musigen (or --home, or MUSIGEN_HOME). Begin with: musigen init, then musigen watch.
            """,
        version: ProgramVersion.text,
        subcommands: [
            Initialise.self, Watch.self, Sync.self, Status.self, Analyse.self, Separate.self, List.self, Show.self,
            SQL.self, Retry.self, Cancel.self, Pause.self, Resume.self, Remove.self, Correct.self, Export.self,
            ReportCommand.self, Reprocess.self, Reindex.self, ModelCommands.self, Doctor.self, Verify.self,
            Configuration.self, Evaluate.self, Worker.self,
        ])
}
