internal import FoundationEssentials
public import SystemPackage
public import Tracks

/// Reading and writing `theory.json`.
public enum SidecarFile {
    /// Name inside a library entry.
    public static let name = "theory.json"
    /// A sidecar of two hours at 240 beats per minute stays far below this.
    private static let maximumBytes = 256 << 20

    /// The bytes of a sidecar: keys sorted, so that equal contents are equal bytes.
    public static func encode(_ sidecar: TheorySidecar) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(sidecar)) + [UInt8(ascii: "\n")]
    }

    /// Parses a sidecar; a schema of another version is an error that says so.
    public static func decode(_ bytes: [UInt8]) throws -> TheorySidecar {
        struct Header: Decodable { let schema: String }
        let data = Data(bytes)
        let decoder = JSONDecoder()
        let header = try decoder.decode(Header.self, from: data)
        guard header.schema == TheorySidecar.currentSchema else { throw SidecarError.foreignSchema(header.schema) }
        return try decoder.decode(TheorySidecar.self, from: data)
    }

    /// Reads the sidecar of a library entry.
    public static func read(in entry: FilePath) throws -> TheorySidecar { try decode(try bytes(in: entry)) }

    /// The bytes of a library entry's sidecar.
    public static func bytes(in entry: FilePath) throws(FileSystemError) -> [UInt8] {
        try DurableFiles.read(entry.appending(name), maximumBytes: maximumBytes)
    }
}

/// A sidecar that cannot be understood.
public enum SidecarError: Error, CustomStringConvertible, Equatable {
    /// Written by another version.
    case foreignSchema(String)

    /// What was seen and what to do, in a sentence.
    public var description: String {
        switch self {
        case .foreignSchema(let name):
            "The sidecar has the schema \(name); this version of Musigen reads \(TheorySidecar.currentSchema)."
        }
    }
}
