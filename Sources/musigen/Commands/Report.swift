import ArgumentParser
import Catalogue
import Library
import Reports
import SystemPackage
import Tracks

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Make the page about the library, or those about some songs, anew.",
        discussion: """
            musigen report              report.html in the home: all songs in a table, each linked to its own page
            musigen report ID ...       library/ID/report.html, from the song's theory.json
            musigen report ID -o FILE   the page about one song, somewhere else

            A song that has no page yet gets one when the library's page is made.
            """)

    @OptionGroup var options: HomeOptions
    @Argument(help: "IDs of songs, or the beginnings of them (default: the library).") var ids: [String] = []
    @Option(
        name: .shortAndLong,
        help: "Where the page goes (default: $MUSIGEN_HOME/report.html, or beside the song's stems).",
        completion: .file(extensions: ["html"]))
    var output: String?

    func validate() throws {
        if output != nil, ids.count > 1 {
            throw ValidationError("--output names one file; give one ID, or none for the library.")
        }
    }

    func run() throws {
        let home = try options.existingHome()
        let pages = ReportPages(home: home)
        if ids.isEmpty {
            let target = output.map(MusigenHome.absolute) ?? home.root.appending(LibraryIndex.reportName)
            let problems = try pages.writeLibrary(to: target)
            print(target)
            for problem in problems { StandardError.write("musigen: \(problem)") }
            if !problems.isEmpty { throw ExitCode(ExitStatus.dataError.rawValue) }
            return
        }
        let catalogue = try options.catalogue(.readOnly)
        var names: [String] = []
        for id in ids {
            guard let track = try catalogue.track(id) else {
                throw CommandFailure(.noInput, "There is no song \(id); musigen ls lists them.")
            }
            names.append(track.id)
        }
        for name in names {
            print(try output.map { try pages.write(name, to: MusigenHome.absolute($0)) } ?? pages.renew(name))
        }
    }
}

/// Writes pages, each whole or not at all.
struct ReportPages {
    let home: MusigenHome

    private var library: LibraryIndex { LibraryIndex(home) }

    /// Makes the page inside a library entry anew, in agreement with the sidecar that is there.
    func renew(_ id: String) throws -> FilePath {
        let target = library.path(of: id).appending(LibraryIndex.reportName)
        // Nobody replaces the sidecar between its reading and the page's writing.
        try LibraryLock.hold(home) {
            let page = TrackReport(sidecar: try sidecar(id)).html
            try DurableFiles.replace(target, with: Array(page.utf8), staging: home.staging)
            try DurableFiles.syncDirectory(library.path(of: id))
        }
        return target
    }

    /// Writes the page about a song somewhere.
    @discardableResult
    func write(_ id: String, to target: FilePath) throws -> FilePath {
        let page = TrackReport(sidecar: try sidecar(id)).html
        try DurableFiles.write(Array(page.utf8), to: target)
        return target
    }

    /// Writes the page about the library.
    ///
    /// - Returns: what is wrong with songs that are left out, in sentences.
    func writeLibrary(to target: FilePath) throws -> [String] {
        var tracks: [SongSummary] = []
        var problems: [String] = []
        let folder = target.removingLastComponent()
        for id in try library.ids() {
            do {
                let sidecar = try sidecar(id)
                let page = library.path(of: id).appending(LibraryIndex.reportName)
                if try FileStatus.of(page) == nil { _ = try renew(id) }
                tracks.append(
                    SongSummary(sidecar: sidecar, reportPath: RelativePath.of(page, from: folder)))
            } catch let error as CommandFailure {
                problems.append(error.description)
            }
        }
        tracks.sort { ($0.artist ?? "", $0.title, $0.id) < ($1.artist ?? "", $1.title, $1.id) }
        try DurableFiles.write(Array(LibraryReport(tracks: tracks).html.utf8), to: target)
        return problems
    }

    private func sidecar(_ id: String) throws -> TheorySidecar {
        do {
            return try library.sidecar(of: id)
        } catch {
            throw CommandFailure(
                .dataError, "The sidecar of \(id) cannot be read (\(error)); run: musigen reprocess \(id)")
        }
    }
}

/// Paths as links beside each other.
enum RelativePath {
    /// How to get from a folder to a file; both paths are absolute and without links.
    static func of(_ file: FilePath, from folder: FilePath) -> String {
        let (there, here) = (
            Array(file.lexicallyNormalized().components), Array(folder.lexicallyNormalized().components)
        )
        var shared = 0
        while shared < min(there.count, here.count), there[shared] == here[shared] { shared += 1 }
        let up = Array(repeating: "..", count: here.count - shared)
        return (up + there[shared...].map(\.string)).joined(separator: "/")
    }
}
