import ArgumentParser
import Catalogue
import Exports
import Glibc
import Ingest
import Library
import SystemPackage

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write songs in the formats of other programs.",
        discussion: """
            musigen export --list                              the formats
            musigen export ID --format midi                    ID.mid in the present folder
            musigen export ID --format jams --output -         to standard output
            musigen export ID --format all --output DIR        DIR/ID/ID.mid and so on
            musigen export --all --format rekordbox --output sets/musigen.xml

            Instead of an ID, a path (with a slash) of a folder that musigen analyze has made will do. Nothing in the
            library is changed, and no file is replaced without --force.
            """)

    @OptionGroup var options: HomeOptions
    @Argument(help: "The songs' IDs, or the beginnings of them, or folders with a theory.json.") var ids: [String] = []
    @Option(
        name: .shortAndLong, help: "The format, or all (--list shows them).",
        completion: .list(Self.formats.map(\.name) + ["all"])) var format: String?
    @Option(
        name: .shortAndLong,
        help: "A folder (an existing one, or with a slash at its end), a file, or - (default: the present folder).",
        completion: .file()) var output: String?
    @Flag(help: "Export all songs of the library.") var all = false
    @Flag(help: "List the formats.") var list = false
    @Flag(help: "Replace files that exist already.") var force = false

    private static var formats: [(name: String, suffixes: [String], summary: String)] {
        ExportFormats.all.map { ($0.name, $0.suffixes, $0.summary) }
            + [(TaggedCopy.formatName, [TaggedCopy.suffix], TaggedCopy.summary)]
    }

    func validate() throws {
        if list { return }
        guard let format else { throw ValidationError("Give the format with --format; --list shows the formats.") }
        let names = Self.formats.map(\.name) + ["all"]
        guard names.contains(format) else {
            throw ValidationError("There is no format \(format); there are: \(names.joined(separator: ", ")).")
        }
        if ids.isEmpty != all { throw ValidationError("Name the songs, or give --all for the whole library.") }
        guard output == "-" else { return }
        guard let single = ExportFormats.format(named: format) as? any SingleFileFormat else {
            throw ValidationError("Only formats of one text or MIDI file go to standard output; name a folder.")
        }
        if !(single is any CollectionFormat), ids.count != 1 {
            throw ValidationError("Only one song goes to standard output; name a folder.")
        }
    }

    func run() throws {
        if list { return printFormats() }
        let folders = try songFolders()
        if folders.isEmpty { StandardError.write("The library is empty; drop MP3s into the inbox.") }
        var problems: [ExportProblem] = []
        let writer = ExportRun(
            format: format ?? "", output: output, replaces: force, home: options.musigenHome, songCount: folders.count)
        do {
            try writer.run(folders) { problem in
                StandardError.write("musigen: \(problem.description)")
                problems.append(problem)
            }
        } catch let problem as ExportProblem {
            throw CommandFailure(problem.status, problem.description)
        } catch let error as ExportError {
            throw CommandFailure(.dataError, error.description)
        } catch let error as ExportingError {
            throw CommandFailure(error.kind == .song ? .dataError : .inputOutput, error.description)
        }
        if let first = problems.first(where: \.isFailure) { throw ExitCode(first.status.rawValue) }
    }

    private func printFormats() {
        var table = TextTable(columns: ["format", "what for", "endings"])
        for format in Self.formats {
            table.add([format.name, format.summary, format.suffixes.joined(separator: " ")])
        }
        print(table.text)
    }

    private func songFolders() throws -> [FilePath] {
        if all {
            let library = LibraryIndex(try options.existingHome())
            return try library.ids().map(library.path(of:))
        }
        var catalogue: Catalogue?
        return try ids.map { id in
            if id.contains("/") { return MusigenHome.absolute(id) }
            let home = try options.existingHome()
            let opened = try catalogue ?? options.catalogue(.readOnly)
            catalogue = opened
            guard let track = try opened.track(id) else {
                throw CommandFailure(.noInput, "There is no song \(id); musigen ls lists them.")
            }
            return LibraryIndex(home).path(of: track.id)
        }
    }
}
