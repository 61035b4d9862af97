import ArgumentParser
import Catalogue
import Ingest
import Library

struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move failed files back into the inbox.", discussion: "Without a name: all of them.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "The file's name in failed/.") var name: String?

    func run() throws {
        let moved = try FailedFiles(home: try options.existingHome()).retry(name: name)
        if moved.isEmpty {
            throw CommandFailure(.noInput, name.map { "failed/ has no file \($0)." } ?? "failed/ is empty.")
        }
        for file in moved { print("\(file) is back in the inbox.") }
    }
}

struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Call a job off; its file moves to failed/.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "The job's number (musigen status shows it).") var job: Int64

    func run() throws {
        let catalogue = try options.catalogue(.readWrite)
        guard let found = try catalogue.job(job) else { throw CommandFailure(.noInput, "There is no job \(job).") }
        guard [.queued, .running, .claiming, .waiting].contains(found.state), found.sha256 != nil else {
            throw CommandFailure(
                .dataError, "Job \(job) (\(found.inputName)) is \(found.state.rawValue); there is nothing to cancel.")
        }
        try catalogue.requestCancel(job)
        try catalogue.close()
        let isRunning = HomeLock.holder(of: try options.existingHome()) != nil
        print("Job \(job) (\(found.inputName)) is called off\(isRunning ? "" : " as soon as the daemon runs").")
    }
}

struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Begin no new song until musigen resume; the one being worked on is finished.")

    @OptionGroup var options: HomeOptions

    func run() throws {
        try DurableFiles.write([], to: try options.existingHome().pauseFlag)
        print("Paused. Files are still taken from the inbox and queued.")
    }
}

struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Go on after musigen pause.")

    @OptionGroup var options: HomeOptions

    func run() throws {
        let home = try options.existingHome()
        print(DurableFiles.remove(home.pauseFlag) ? "Going on." : "It was not paused.")
    }
}
