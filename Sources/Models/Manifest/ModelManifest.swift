internal import FoundationEssentials
internal import Library
public import SystemPackage

/// The models that are known by name.
public struct ModelManifest: Codable, Sendable, Equatable {
    /// The schema this version reads.
    public static let currentSchema = "musigen.models/1"
    /// A list of models is some kilobytes long.
    private static let maximumBytes = 4 << 20

    /// Name and version of the schema.
    public var schema: String
    /// The models.
    public var models: [ModelDescription]

    /// The models that come with the program (`models/manifest.json` in the repository).
    public static func builtIn() throws(ModelError) -> ModelManifest {
        try ModelManifest(bytes: PackageResources.manifest_json, name: "The list of models in the program")
    }

    /// The models that come with the program and those of a further list, whose entries replace those of the same name.
    public static func load(addition: FilePath?) throws(ModelError) -> ModelManifest {
        var manifest = try builtIn()
        guard let addition else { return manifest }
        let name = "The list of models \(DisplayName.of(addition)) (setting models.manifest)"
        let bytes: [UInt8]
        do throws(FileSystemError) {
            bytes = try DurableFiles.read(addition, maximumBytes: maximumBytes)
        } catch {
            throw ModelError(.manifest, "\(name) cannot be read: \(error).")
        }
        for model in try ModelManifest(bytes: bytes, name: name).models {
            guard manifest.model(named: model.name)?.isBuiltIn != true else {
                throw ModelError(.manifest, "\(name) names \(model.name), which is part of the program.")
            }
            manifest.models.removeAll { $0.name == model.name }
            manifest.models.append(model)
        }
        return manifest
    }

    private init(bytes: [UInt8], name: String) throws(ModelError) {
        do {
            self = try JSONDecoder().decode(ModelManifest.self, from: Data(bytes))
        } catch {
            throw ModelError(.manifest, "\(name) is not of the schema \(Self.currentSchema): \(error).")
        }
        guard schema == Self.currentSchema else {
            throw ModelError(.manifest, "\(name) has the schema \(schema); \(Self.currentSchema) is read.")
        }
        if let problem = models.lazy.compactMap(\.problem).first {
            throw ModelError(.manifest, "\(name) cannot be used: \(problem).")
        }
        guard Set(models.map(\.name)).count == models.count else {
            throw ModelError(.manifest, "\(name) has two models of one name.")
        }
    }

    /// The model of a name.
    public func model(named name: String) -> ModelDescription? { models.first { $0.name == name } }

    /// Names of what `separation.model: auto` chooses from, the best first.
    public var automaticOrder: [String] {
        models.compactMap { model in model.automaticRank.map { (rank: $0, name: model.name) } }
            .sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }.map(\.name)
    }
}
