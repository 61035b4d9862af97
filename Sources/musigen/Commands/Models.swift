import ArgumentParser
import Catalogue
import FoundationEssentials
import Ingest
import Library
import Models
import Settings
import Tracks

struct ModelCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List, install, verify and remove models that separate songs.",
        discussion: """
            Nothing is ever fetched but by musigen models install. A model that is installed while the daemon runs is used
            from the next song on.
            """,
        subcommands: [
            ListModels.self, InstallModel.self, VerifyModels.self, RemoveModel.self,
        ])
}

struct ListModels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the models that are known and those that are installed.")

    @OptionGroup var options: HomeOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let settings = try await options.settings()
        let home = options.musigenHome
        let manifest = try ModelManifest.load(addition: settings.modelManifest)
        let used = try? NextSeparator.tool(home: home, settings: settings).model
        var models = try ModelListing.all(in: ModelStore(home), manifest: manifest)
        for index in models.indices { models[index].isUsed = models[index].name == used }
        if json { return try JSONText.print(models) }
        print(models.map { ModelText($0).text }.joined(separator: "\n\n"))
    }
}

struct InstallModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Install a model: from where it is published, or from files.",
        discussion: """
            What is fetched must have the hash that is known of it. Files of your own are accepted with --from where their
            shapes fit, under the name of a known model or any other, and are recorded as custom with their own hash. A
            model of several files takes --from several times, or a folder.
            """)

    @OptionGroup var options: HomeOptions
    @Argument(help: "The model's name (musigen models list shows those that are known).") var name: String
    @Option(
        help: "A .th, .ckpt, .safetensors or TensorFlow .index file, a Python wheel, or a folder of these.",
        completion: .file()) var from: [String] = []

    func run() async throws {
        let home = try options.existingHome()
        let settings = try await options.settings()
        let manifest = try ModelManifest.load(addition: settings.modelManifest)
        let store = ModelStore(home)
        let installer = ModelInstaller(store: store, manifest: manifest, inspect: ModelLoader.inspect)
        let progress = InstallProgress(name)
        defer { progress.clear() }
        let outcome = try await installer.install(name, from: from.map { MusigenHome.absolute($0) }, now: .now) {
            progress.show($0, $1)
        }
        progress.clear()
        ModelTable.update(home)
        switch outcome {
        case .present: print("\(name) is installed already, and whole.")
        case .installed(let model):
            let kind = model.isCustom ? " as a custom model" : ""
            print(
                "Installed \(name)\(kind) from \(model.from)\n  sha256   \(model.sha256)\n  licence  \(model.licence)")
        }
        do throws(StandaloneFailure) {
            let used = try NextSeparator.tool(home: home, settings: settings).model
            print(
                used == name
                    ? "The next song is separated with it."
                    : "The next song is separated with \(used); to use this one, set separation.model to \(name).")
        } catch {
            print("Songs wait: \(error)")
        }
    }
}

struct VerifyModels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Compare every byte of installed models with its hash, and open them.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "Names of models (default: all that are installed).") var names: [String] = []

    func run() async throws {
        let settings = try await options.settings()
        let store = ModelStore(options.musigenHome)
        let manifest = try ModelManifest.load(addition: settings.modelManifest)
        let verification = ModelVerification(store: store, manifest: manifest, inspect: ModelLoader.inspect)
        let chosen = names.isEmpty ? try store.names() : names
        if chosen.isEmpty { print("No model is installed; classic is part of the program.") }
        var first: ModelError?
        for name in chosen {
            let bar = ProgressBar(name)
            let problem = verification.problem(of: name) { bar.show($0, "verifying") }
            bar.clear()
            print(problem.map { "WRONG \($0)" } ?? "ok    \(name)")
            first = first ?? problem
        }
        if let first { throw ExitCode((ExitStatus(first) ?? .dataError).rawValue) }
    }
}

struct RemoveModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an installed model.",
        discussion: "A song that is being separated with it is finished first; those after it use what is left.")

    @OptionGroup var options: HomeOptions
    @Argument(help: "The model's name.") var name: String

    func run() async throws {
        let home = try options.existingHome()
        let settings = try await options.settings()
        try ModelStore(home).remove(name)
        ModelTable.update(home)
        print("Removed \(name).")
        do throws(StandaloneFailure) {
            print("The next song is separated with \(try NextSeparator.tool(home: home, settings: settings).model).")
        } catch {
            print("Songs wait: \(error)")
        }
    }
}

/// What the catalogue knows of installed models.
private enum ModelTable {
    /// Brings it up to date. Where that cannot be done now, the daemon does it.
    static func update(_ home: MusigenHome) {
        do {
            let catalogue = try Catalogue(path: home.catalogue, access: .readWrite)
            try ModelIndexing(ModelStore(home)).run(into: catalogue)
            try catalogue.close()
        } catch {
            StandardError.write(
                "The table models of the catalogue is brought up to date when musigen watch runs (\(error)).")
        }
    }
}
