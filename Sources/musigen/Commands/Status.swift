import ArgumentParser
import Catalogue
import FoundationEssentials
import Ingest
import Library

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the queue, what is being worked on, the last results, and what is wrong and how to mend it.")

    @OptionGroup var options: HomeOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let home = try options.existingHome()
        let catalogue = try options.catalogue(.readOnly)
        let report = try StatusReport(home: home, settings: try await options.settings(), catalogue: catalogue)
        if json { try JSONText.print(report) } else { print(StatusSheet(report).text) }
    }
}

/// The status on a page.
struct StatusSheet {
    let report: StatusReport

    init(_ report: StatusReport) { self.report = report }

    var text: String {
        var lines: [String] = []
        lines.append(
            report.daemonProcessID.map { "Musigen watches \(report.home) (process \($0))." }
                ?? "Musigen is not running; start it with: musigen watch")
        let counts = report.counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        lines.append(
            counts.isEmpty ? "Nothing was dropped yet." : counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        )
        add(
            "Working on", report.running.map { "\($0.id)  \($0.name)  \($0.stage ?? "") \(Int($0.progress * 100)) %" },
            to: &lines)
        add("Next", report.queued.map { "\($0.id)  \($0.name)" + ($0.reason.map { "  (\($0))" } ?? "") }, to: &lines)
        add("Waiting", report.waiting.map { "\($0.name)  waiting: \($0.reason ?? "")" }, to: &lines)
        add(
            "Last results", report.recent.map { "\($0.state)  \($0.name)  " + ($0.track ?? $0.reason ?? "") },
            to: &lines)
        add("What is wrong", report.problems, to: &lines)
        return lines.joined(separator: "\n")
    }

    private func add(_ title: String, _ entries: [String], to lines: inout [String]) {
        guard !entries.isEmpty else { return }
        lines += ["", title + ":"] + entries.map { "  " + $0 }
    }
}
