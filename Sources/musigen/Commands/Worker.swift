import ArgumentParser
import Glibc
import Ingest
import FoundationEssentials

/// The process that works on one song; started by the daemon only.
struct Worker: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Work on one song (internal).", shouldDisplay: false)

    func run() throws {
        let code = WorkerMain.run(environment: ProcessInfo.processInfo.environment)
        // No clean-up on the way out: what has to be durable is, and the supervisor waits for the end.
        Glibc.exit(code)
    }
}
