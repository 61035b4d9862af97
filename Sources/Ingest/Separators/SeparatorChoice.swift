internal import Library
internal import Models
internal import Separation
internal import Settings
internal import SystemPackage
internal import Tracks

/// The separator that a song is worked on with, and where its weights are: decided anew for every song, so that a model
/// that was installed meanwhile is used without a restart.
struct SeparatorChoice: Codable, Sendable, Equatable {
    /// What the results are said to come from.
    var tool: ToolDescription
    /// The stems it gives.
    var stems: [Stem]
    /// The installed model; `nil` for a separator that is part of the program.
    var model: InstalledModel?
    /// Directory of the model's files.
    var directory: String
    /// What else can be chosen.
    var options: SeparationOptions

    /// The separator that a name (`auto` for the best one there is) means in a home at this moment.
    ///
    /// - Throws: `StageFailure` of kind `missing` where the user has to install or mend something first.
    init(
        named name: String, options: SeparationOptions, manifest list: FilePath?, store: ModelStore
    ) throws(StageFailure) {
        if let problem = options.problem {
            throw StageFailure(.missing, problem, whatToDo: "Change it in the settings, section separation.htdemucs.")
        }
        do throws(ModelError) {
            let resolved = name == Self.automatic ? try Self.best(in: store, list: list) : name
            if let builtIn = Separators.named(resolved) {
                self.init(builtIn, options: options)
                return
            }
            guard let model = try store.model(named: resolved) else {
                throw ModelError(
                    .unknown,
                    "The model \(resolved) is not installed; run: musigen models install \(resolved), or set "
                        + "separation.model to auto.")
            }
            self.init(model, options: options, directory: store.directory(of: resolved).string)
        } catch {
            throw StageFailure(.missing, error.description, whatToDo: "The song goes on by itself after that.")
        }
    }

    /// The separator that the settings mean in a home at this moment.
    init(_ settings: Settings, store: ModelStore) throws(StageFailure) {
        try self.init(
            named: settings.separator, options: SeparationOptions(settings), manifest: settings.modelManifest,
            store: store)
    }

    /// The same for a command that a user has given.
    static func forCommand(_ settings: Settings, home: MusigenHome) throws(StandaloneFailure) -> SeparatorChoice {
        do throws(StageFailure) {
            return try SeparatorChoice(settings, store: ModelStore(home))
        } catch {
            throw StandaloneFailure(isFilesFault: false, error.reason)
        }
    }

    private init(_ builtIn: any Separator, options: SeparationOptions) {
        self.options = options
        tool = builtIn.tool
        stems = builtIn.stems
        directory = ""
    }

    private init(_ model: InstalledModel, options: SeparationOptions, directory: String) {
        self.options = options
        self.model = model
        self.directory = directory
        stems = model.stems
        let version = ModelLoader.version(of: model.engine, options: options)
        tool = ToolDescription(version: version, model: model.name, modelSHA256: model.sha256)
    }

    /// The name that stands for the best one there is.
    static let automatic = "auto"
    /// What is used where no model is installed.
    static let classic = Separators.all[0]

    private static func best(in store: ModelStore, list: FilePath?) throws(ModelError) -> String {
        let installed = Set(try store.names())
        return try ModelManifest.load(addition: list).automaticOrder.first(where: installed.contains)
            ?? classic.tool.model
    }

    /// Address space that a worker may have, in bytes; 0 for no limit. Networks take more than the setting grants: they
    /// are mapped, and each thread reserves room to work in.
    func memoryLimitBytes(_ settings: Settings, threadCount: Int) -> UInt64 {
        let granted = UInt64(settings.workerMemoryMiB) << 20
        guard granted > 0, let model else { return granted }
        return granted + 2 * UInt64(clamping: model.sizeBytes) + UInt64(max(1, threadCount)) << 29
    }

    /// Processor seconds that a second of music may take at most, by far more than it ever does.
    var maximumProcessorSecondsPerSecond: Double {
        guard let model else { return 20 }
        return 40 * max(1, Double(model.checkpointNames.count) * options.htdemucsCost)
    }
}
