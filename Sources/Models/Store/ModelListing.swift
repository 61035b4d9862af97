public import FoundationEssentials
public import Tracks

/// A model as a list of models shows it: known by name, installed, or both.
public struct ModelListing: Encodable, Sendable, Equatable {
    /// Whether it can be used.
    public enum State: String, Encodable, Sendable {
        /// It is part of the program.
        case builtIn = "part of the program"
        /// It is installed.
        case installed
        /// It is installed, and something is wrong with it.
        case damaged
        /// It can be fetched and installed by its name.
        case available = "not installed"
        /// It can be installed only from files that the user has.
        case fromFilesOnly = "not installed, only from files"
    }

    /// Its name.
    public var name: String
    /// What it does, such as "separation".
    public var task: String
    /// How it is built.
    public var architecture: String
    /// The stems it gives.
    public var stems: [Stem]
    /// Whether it can be used.
    public var state: State
    /// What is wrong with it and what to do; `nil` where nothing is.
    public var problem: String?
    /// Whether its files are a user's own.
    public var isCustom: Bool
    /// Whether the next song is separated with it.
    public var isUsed = false
    /// Bytes of its files; `nil` where that is not known.
    public var sizeBytes: Int64?
    /// Whether `sizeBytes` is more than an estimate.
    public var sizeIsExact: Bool
    /// SHA-256 of its weights as the sidecars have it; of a model that is not installed, what is published of it (fewer
    /// digits and "..." where no more are).
    public var sha256: String?
    /// The licence of its weights.
    public var licence: String
    /// What it was trained on.
    public var data: String?
    /// Where it was installed from.
    public var from: String?
    /// When it was installed.
    public var installedAt: Date?
    /// How it is installed; `nil` where there is nothing to do.
    public var command: String?
    /// How well it does.
    public var scores: [ModelScore]

    enum CodingKeys: String, CodingKey {
        case name, task, architecture, stems, state, problem, sha256, licence, data, from, command, scores
        case isCustom = "is_custom"
        case isUsed = "is_used"
        case sizeBytes = "size_bytes"
        case sizeIsExact = "size_is_exact"
        case installedAt = "installed_at"
    }

    /// Everything that is known or installed: in the order of the list, then the user's own.
    public static func all(in store: ModelStore, manifest: ModelManifest) throws(ModelError) -> [ModelListing] {
        let names = try store.names()
        let known = manifest.models.map { ModelListing($0, in: store, isThere: names.contains($0.name)) }
        let own = names.filter { manifest.model(named: $0) == nil }.map { ModelListing(own: $0, in: store) }
        return known + own
    }

    private init(_ known: ModelDescription, in store: ModelStore, isThere: Bool) {
        name = known.name
        task = known.task
        architecture = known.architecture
        stems = known.stems
        isCustom = false
        licence = known.licence
        data = known.data
        scores = known.scores
        sizeBytes = known.expectedBytes
        sizeIsExact = known.files?.allSatisfy { $0.sizeBytes != nil } ?? false
        sha256 = known.sha256 ?? Self.publishedHash(known.files ?? [])
        if known.isBuiltIn {
            state = .builtIn
        } else if known.source != nil {
            state = .available
            command = "musigen models install \(name)"
        } else {
            state = .fromFilesOnly
            command = "musigen models install \(name) --from PATH"
        }
        if isThere { note(store) }
    }

    private init(own name: String, in store: ModelStore) {
        self.name = name
        (task, architecture, licence) = ("separation", "", "")
        (stems, scores) = ([], [])
        sizeIsExact = true
        isCustom = true
        state = .damaged
        note(store)
    }

    /// The hash that the installed model will have; of what is known in part, the files' own.
    private static func publishedHash(_ files: [WeightFile]) -> String? {
        let whole = files.compactMap(\.sha256)
        if !files.isEmpty, whole.count == files.count { return InstalledModel.sha256(ofFilesWith: whole) }
        return files.isEmpty ? nil : files.map { $0.sha256 ?? $0.pin + "..." }.joined(separator: ", ")
    }

    /// Takes in what is installed under its name.
    private mutating func note(_ store: ModelStore) {
        command = nil
        do throws(ModelError) {
            guard let model = try store.model(named: name) else { return }
            state = .installed
            task = model.task
            architecture = model.architecture
            stems = model.stems
            isCustom = model.isCustom
            sizeBytes = model.sizeBytes
            sizeIsExact = true
            sha256 = model.sha256
            licence = model.licence
            from = model.from
            installedAt = model.installedAt
            if isCustom { (data, scores) = (nil, []) }
        } catch {
            state = .damaged
            problem = error.description
        }
    }
}
