import ArgumentParser
import Catalogue
import Library
import SystemPackage
import Tracks

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what is known of a song.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "The song's ID, or the beginning of it.") var id: String
    @Flag(help: "Print its theory.json.") var json = false

    func run() throws {
        let catalogue = try options.catalogue(.readOnly)
        guard let track = try catalogue.track(id) else {
            throw CommandFailure(.noInput, "There is no song \(id); musigen ls lists them.")
        }
        let library = LibraryIndex(try options.existingHome())
        let sidecar: TheorySidecar
        do {
            sidecar = try library.sidecar(of: track.id)
        } catch {
            throw CommandFailure(.dataError, "The sidecar of \(track.id) cannot be read: \(error)")
        }
        if json {
            print(String(decoding: try SidecarFile.encode(sidecar), as: UTF8.self), terminator: "")
        } else {
            print(SongSheet(sidecar, directory: library.path(of: track.id).string).text)
        }
    }
}
