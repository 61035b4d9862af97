internal import Crypto
public import FoundationEssentials
public import Tracks

/// An installed model: the content of its `model.json`.
public struct InstalledModel: Codable, Sendable, Equatable {
    /// The schema this version writes and reads.
    public static let currentSchema = "musigen.model/1"
    /// Name of the file that describes a model, in its directory.
    public static let descriptionName = "model.json"

    /// Name and version of the schema.
    public var schema = InstalledModel.currentSchema
    /// Its name.
    public var name: String
    /// What it does, such as "separation".
    public var task: String
    /// The engine that runs it.
    public var engine: String
    /// How it is built, for people.
    public var architecture: String
    /// The stems it gives.
    public var stems: [Stem]
    /// Its files, in the order that the engine takes them in.
    public var files: [InstalledFile]
    /// Of a bag of networks: by network, the weight of each of its outputs.
    public var weights: [[Float]]?
    /// Where it came from: an address, a package, or a path on this machine.
    public var from: String
    /// The licence of its weights.
    public var licence: String
    /// Whether the files are other ones than those published under its name.
    public var isCustom: Bool
    /// When it was installed.
    public var installedAt: Date

    enum CodingKeys: String, CodingKey {
        case schema, name, task, engine, architecture, stems, files, weights, from, licence
        case isCustom = "is_custom"
        case installedAt = "installed_at"
    }

    /// Bytes of all its files.
    public var sizeBytes: Int64 { files.reduce(0) { $0 + $1.sizeBytes } }

    /// SHA-256 of the file of weights; of several, SHA-256 over their hashes, each as 64 digits and a line feed, in the
    /// order of `files`.
    public var sha256: String { Self.sha256(ofFilesWith: files.map(\.sha256)) }

    static func sha256(ofFilesWith hashes: [String]) -> String {
        hashes.count == 1 ? hashes[0] : hexadecimal(SHA256.hash(data: Data(hashes.map { $0 + "\n" }.joined().utf8)))
    }

    /// Names of the files that are opened: all but the data of TensorFlow's tensor bundles, which lie beside their
    /// index.
    public var checkpointNames: [String] {
        files.map(\.name).filter { !WeightFileNames.isBundleData($0) }
    }

    /// What is wrong with it as a description of `name`; `nil` where nothing is.
    func problem(in name: String) -> String? {
        if schema != Self.currentSchema {
            return "it has the schema \(schema); this version reads \(Self.currentSchema)"
        }
        if self.name != name { return "it describes \(self.name)" }
        if files.isEmpty { return "it names no files" }
        let names = files.map(\.name)
        let hasOddName = names.contains { !WeightFile.isName($0) || $0 == Self.descriptionName }
        if hasOddName || Set(names).count != names.count { return "it has an odd file name" }
        if files.contains(where: { $0.sha256.count != 64 || $0.sizeBytes < 0 }) {
            return "it has an impossible hash or size"
        }
        return nil
    }
}

/// A digest as lower-case digits.
func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
