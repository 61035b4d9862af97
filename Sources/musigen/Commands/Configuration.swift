import ArgumentParser
import Settings

struct Configuration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Settings.", subcommands: [Check.self], defaultSubcommand: Check.self)

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the settings and print what is in force; exits with 78 when they cannot be used.")

        @OptionGroup var options: HomeOptions

        func run() async throws {
            let settings = try await options.settings()
            for path in options.settingsFiles { print("# \(path)") }
            for line in settings.lines { print(line) }
        }
    }
}
