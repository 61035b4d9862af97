public import Tracks

/// A model that is known by name, installed or not.
public struct ModelDescription: Codable, Sendable, Equatable {
    /// Its name, as in `separation.model`.
    public var name: String
    /// What it does, such as "separation".
    public var task: String
    /// The engine that runs it: spectral, htdemucs or spleeter.
    public var engine: String
    /// How it is built, for people.
    public var architecture: String
    /// The stems it gives.
    public var stems: [Stem]
    /// Place among those that `separation.model: auto` chooses from, 1 for the best; `nil`: never chosen.
    public var automaticRank: Int?
    /// Its files, in the order that the engine takes them in; `nil` where none are published.
    public var files: [WeightFile]?
    /// Of a bag of networks: by network, the weight of each of its outputs.
    public var weights: [[Float]]?
    /// Where its files can be fetched from; `nil`: from nowhere.
    public var source: ModelSource?
    /// Of a model that is part of the program: the file in the repository, and its SHA-256.
    public var weightFile: String?
    /// SHA-256 of `weightFile`.
    public var sha256: String?
    /// The licence of its weights.
    public var licence: String
    /// What it was trained on.
    public var data: String
    /// How it was trained, or where that is told.
    public var recipe: String?
    /// How well it does.
    public var scores: [ModelScore]

    enum CodingKeys: String, CodingKey {
        case name, task, engine, architecture, stems
        case automaticRank = "automatic_rank"
        case files, weights, source
        case weightFile = "weight_file"
        case sha256, licence, data, recipe, scores
    }

    /// Whether it is part of the program.
    public var isBuiltIn: Bool { weightFile != nil }

    /// Bytes of its files, as far as they are known.
    public var expectedBytes: Int64? {
        guard let files, !files.isEmpty, files.allSatisfy({ $0.expectedBytes != nil }) else { return nil }
        return files.reduce(0) { $0 + ($1.expectedBytes ?? 0) }
    }

    /// Whether a text can be the name of a model: 1 to 64 lower-case letters, digits, dots, dashes and underscores, the
    /// first a letter or digit.
    public static func isName(_ text: String) -> Bool {
        let (first, other) = (Set("abcdefghijklmnopqrstuvwxyz0123456789"), Set("._-"))
        return (1...64).contains(text.count) && text.first.map(first.contains) == true
            && text.allSatisfy { first.contains($0) || other.contains($0) }
    }

    /// What is wrong with it; `nil` where nothing is.
    var problem: String? {
        if !Self.isName(name) { return "\"\(name)\" is no name for a model" }
        if let problem = files?.lazy.compactMap(\.problem).first { return problem }
        if let files, Set(files.map(\.name)).count != files.count { return "\(name) has two files of one name" }
        if let files, let weights, weights.count != files.count { return "\(name) needs one row of weights per file" }
        guard let source else { return nil }
        if files?.isEmpty != false { return "\(name) has a source and no files" }
        if let url = source.url {
            let schemes = ["https://", "http://", "file:///"]
            if !schemes.contains(where: url.hasPrefix) || !url.hasSuffix("/") {
                return "the url of \(name) must begin with https://, http:// or file:/// and end with a slash"
            }
        } else if let wheel = source.wheel {
            let file = WeightFile(name: wheel.file, sha256: wheel.sha256, sizeBytes: wheel.sizeBytes)
            if let problem = file.problem { return problem }
            if ![wheel.package, wheel.version].allSatisfy(Self.isName) { return "\(name) names no package" }
        } else {
            return "the source of \(name) has neither url nor wheel"
        }
        return nil
    }
}
