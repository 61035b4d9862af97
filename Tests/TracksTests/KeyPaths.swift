import Foundation
import Testing

/// Objects whose keys are no part of the contract.
private let freeNames: Set<String> = [
    "tools", "music_theory.harmonic.voice_leading.bass_motion",
    "music_theory.rhythmic.metric_hierarchy.weights_by_voice", "music_theory.genre.features",
]

/// The paths of all keys of a JSON value, such as "track.id"; arrays are passed through, and names that are not part of
/// the contract, such as those of stages, read "*".
func keyPaths(of value: Any, at path: String = "") -> Set<String> {
    switch value {
    case let object as [String: Any]:
        object.reduce(into: []) { paths, member in
            let name = freeNames.contains(path) ? "*" : member.key
            let inner = path.isEmpty ? name : "\(path).\(name)"
            paths.insert(inner)
            paths.formUnion(keyPaths(of: member.value, at: inner))
        }
    case let array as [Any]:
        array.reduce(into: []) { $0.formUnion(keyPaths(of: $1, at: path)) }
    default:
        []
    }
}

/// `etc/theory.schema.json`, as far as keys go.
struct SchemaKeys {
    private let root: [String: Any]

    init() throws {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: repository.appendingPathComponent("etc/theory.schema.json"))
        root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The paths of all keys that the schema knows, or of those that must be there alone.
    func paths(requiredOnly: Bool) -> Set<String> { paths(of: root, at: "", requiredOnly) }

    private func paths(of schema: [String: Any], at path: String, _ requiredOnly: Bool) -> Set<String> {
        var paths: Set<String> = []
        if let reference = schema["$ref"] as? String, let definitions = root["$defs"] as? [String: [String: Any]],
            let definition = definitions[String(reference.dropFirst("#/$defs/".count))]
        {
            paths.formUnion(self.paths(of: definition, at: path, requiredOnly))
        }
        for alternative in schema["anyOf"] as? [[String: Any]] ?? [] {
            paths.formUnion(self.paths(of: alternative, at: path, requiredOnly))
        }
        if let items = schema["items"] as? [String: Any] {
            paths.formUnion(self.paths(of: items, at: path, requiredOnly))
        }
        var members = schema["properties"] as? [String: [String: Any]] ?? [:]
        if let others = schema["additionalProperties"] as? [String: Any] { members["*"] = others }
        let required = Set(schema["required"] as? [String] ?? [])
        for (name, member) in members where !requiredOnly || required.contains(name) {
            let inner = path.isEmpty ? name : "\(path).\(name)"
            paths.insert(inner)
            paths.formUnion(self.paths(of: member, at: inner, requiredOnly))
        }
        return paths
    }
}
