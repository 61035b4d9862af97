import ArgumentParser
import Catalogue
import Glibc
import Ingest
import Library
import SystemPackage

struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Remove a song from library and catalogue, its original included.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "IDs of the songs.") var ids: [String]
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @Option(help: "Keep the originals: move them into this folder.", completion: .directory) var keepOriginals: String?

    func run() throws {
        let home = try options.existingHome()
        let catalogue = try options.catalogue(.readWrite)
        for id in ids {
            guard let track = try catalogue.track(id) else { throw CommandFailure(.noInput, "There is no song \(id).") }
            let path = home.library.appending(track.id)
            if !yes, isatty(0) == 1, !confirm("Remove \(path) with its original?") { continue }
            if let keepOriginals, let original = try LibraryIndex(home).original(of: track.id),
                let name = original.lastComponent
            {
                let folder = MusigenHome.absolute(keepOriginals)
                try DurableFiles.makeDirectory(folder)
                try DurableFiles.copy(original, to: folder.appending(name))
            }
            // Out of sight by one rename first: a half-removed entry is never visible.
            let grave = home.staging.appending("removed-\(track.id)")
            try DurableFiles.removeTree(grave)
            try LibraryLock.hold(home) {
                if try FileStatus.of(path) != nil { try DurableFiles.rename(path, to: grave) }
                try catalogue.removeTrack(track.id)
            }
            try catalogue.record("removed", message: "\(track.id) was removed by the user.", jobID: nil, trackID: nil)
            try DurableFiles.removeTree(grave)
            print("Removed \(track.id).")
        }
        try catalogue.close()
    }

    private func confirm(_ question: String) -> Bool {
        print("\(question) [y/N]")
        return readLine()?.lowercased().hasPrefix("y") == true
    }
}

struct Reprocess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have songs of the library worked on again; each entry is replaced in one step.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "IDs of the songs.") var ids: [String] = []
    @Flag(help: "All songs whose results are of older engines.") var stale = false

    func validate() throws {
        if ids.isEmpty && !stale { throw ValidationError("Name the songs, or give --stale.") }
    }

    func run() async throws {
        let home = try options.existingHome()
        let catalogue = try options.catalogue(.readWrite)
        let reprocessing = Reprocessing(
            home: home, settings: try await options.settings(), environment: options.environment)
        var targets: [String] = []
        for id in ids {
            guard let track = try catalogue.track(id) else { throw CommandFailure(.noInput, "There is no song \(id).") }
            targets.append(track.id)
        }
        if stale { targets += try reprocessing.staleTracks() }
        var count = 0
        for id in targets where try reprocessing.enqueue(id, in: catalogue) != nil { count += 1 }
        try catalogue.close()
        print("\(count) of \(targets.count) songs are queued.")
    }
}

struct Reindex: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rebuild the catalogue's songs from the sidecars in the library.")

    @OptionGroup var options: HomeOptions

    func run() throws {
        let home = try options.existingHome()
        let catalogue = try options.catalogue(.readWrite)
        let outcome = try Reindexing(home: home).run(into: catalogue)
        try catalogue.close()
        print("\(outcome.indexed) songs indexed.")
        for problem in outcome.unreadable { StandardError.write("musigen: \(problem)") }
        if !outcome.unreadable.isEmpty { throw ExitCode(ExitStatus.dataError.rawValue) }
    }
}

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that library and catalogue are whole and agree.",
        discussion: "Reads every original and every stem's header; exits with 65 when something is wrong.")

    @OptionGroup var options: HomeOptions

    func run() throws {
        let home = try options.existingHome()
        let catalogue = try options.catalogue(.readOnly)
        let bar = ProgressBar("verifying")
        var checked = 0
        let total = max(1, try LibraryIndex(home).ids().count)
        let problems = try Verification(home: home).problems(catalogue: catalogue) { id in
            checked += 1
            bar.show(Double(checked) / Double(total), id)
        }
        bar.clear()
        for problem in problems { print(problem) }
        guard problems.isEmpty else { throw ExitCode(ExitStatus.dataError.rawValue) }
        print("\(checked) songs and the catalogue are whole.")
    }
}
