import ArgumentParser
import Catalogue
import Ingest

struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Wait until everything dropped before now is done, failed or waiting for the user.",
        discussion: "Exits with 0 then, with 75 when time is up or nobody works.")

    @OptionGroup var options: HomeOptions
    @Option(help: "Seconds to wait at most (default: no limit).") var timeout: Double?

    /// A daemon that has just been started may be making the catalogue at this moment.
    private func openCatalogue() async throws -> Catalogue {
        for _ in 0..<30 {
            do {
                return try options.catalogue(.readOnly)
            } catch CatalogueError.missing, CatalogueError.other {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try options.catalogue(.readOnly)
    }

    func run() async throws {
        let home = try options.existingHome()
        let catalogue = try await openCatalogue()
        let barrier = SyncBarrier(home: home, settings: try await options.settings())
        func list(_ names: [String]) -> String {
            names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        }
        switch try await barrier.wait(catalogue: catalogue, timeoutSeconds: timeout) {
        case .settled: return
        case .timedOut(let names): throw CommandFailure(.temporary, "time is up; still on their way: \(list(names))")
        case .notRunning(let names):
            throw CommandFailure(.temporary, "no daemon works on \(list(names)); start it with: musigen watch")
        case .paused(let names):
            throw CommandFailure(.temporary, "the queue is paused, so these wait: \(list(names)); run: musigen resume")
        }
    }
}
