import ArgumentParser
import Ingest
import Library
import Logging
import ServiceLifecycle
import Settings
import UnixSignals

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon in the foreground.",
        discussion: "SIGTERM stops it cleanly, SIGHUP makes it read its settings again.")

    @OptionGroup var options: HomeOptions

    func run() async throws {
        let settings = try await options.settings()
        let home = options.musigenHome
        try home.create()
        let environment = options.environment
        let level = Logger.Level(rawValue: settings.logLevel) ?? .notice
        let logger = Logger(label: "musigen") { _ in JournalLogHandler(level: level, environment: environment) }
        let options = options
        let supervisor = Supervisor(home: home, settings: settings, environment: environment, logger: logger) {
            try await options.settings()
        }
        var quiet = Logger(label: "musigen.lifecycle") { _ in
            JournalLogHandler(level: .warning, environment: environment)
        }
        quiet.logLevel = .critical
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(
                        service: supervisor, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .cancelGroup)
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        try await group.run()
    }
}
