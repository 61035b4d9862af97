import ArgumentParser
import Catalogue
import Ingest
import Library
import Settings
import SystemPackage
import FoundationEssentials

/// Where the appliance's folders and settings are.
struct HomeOptions: ParsableArguments {
    @Option(help: "The appliance's folder (default: $MUSIGEN_HOME, else ~/musigen).", completion: .directory)
    var home: String?

    @Option(help: "A settings file to read after the standard ones.", completion: .file(extensions: ["yaml"]))
    var config: String?

    var environment: [String: String] { ProcessInfo.processInfo.environment }

    var musigenHome: MusigenHome {
        if let home { return MusigenHome(root: MusigenHome.absolute(home)) }
        return .standard(environment: environment)
    }

    var settingsFiles: [FilePath] {
        Settings.standardFiles(environment: environment) + (config.map { [MusigenHome.absolute($0)] } ?? [])
    }

    func settings() async throws -> Settings {
        if let config, try FileStatus.of(MusigenHome.absolute(config)) == nil {
            throw CommandFailure(.noInput, "There is no settings file \(config).")
        }
        return try await Settings.load(files: settingsFiles, environment: environment)
    }

    /// The home, which must have been made.
    func existingHome() throws -> MusigenHome {
        let home = musigenHome
        guard home.exists else {
            throw CommandFailure(
                .noInput, "\(home.root) is no Musigen home (yet); run: musigen init --home \(home.root)")
        }
        return home
    }

    func catalogue(_ access: Catalogue.Access) throws -> Catalogue {
        try Catalogue(path: try existingHome().catalogue, access: access)
    }
}
