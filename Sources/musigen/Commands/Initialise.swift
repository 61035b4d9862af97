import ArgumentParser
import Catalogue
import Library

struct Initialise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Create the folders and the catalogue, and say what to do next.")

    @OptionGroup var options: HomeOptions

    func run() throws {
        let home = options.musigenHome
        try home.create()
        if let kind = DiskSpace.networkFileSystem(at: home.root), kind != "FUSE" {
            throw CommandFailure(
                .configuration, "\(home.root) is on \(kind), where a catalogue is not safe; use a home on a local disk."
            )
        }
        try Catalogue(path: home.catalogue, access: .readWrite).close()
        print(
            """
            Musigen lives in \(home.root).

              1. Start it:            musigen watch
                 (or as a service, once packaging/quickstart has installed it:
                  systemctl --user enable --now musigen)
              2. Drop MP3s into:      \(home.inbox)
              3. See how it goes:     musigen status
              4. Find the results in: \(home.library)
              5. Ask the catalogue:   sqlite3 -readonly \(home.catalogue) "SELECT * FROM help"
            """)
    }
}
