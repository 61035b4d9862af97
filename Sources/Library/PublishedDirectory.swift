internal import FoundationEssentials
public import SystemPackage

/// What a finished directory must contain: names and sizes of its files, kept in the catalogue while it is published,
/// so that after a crash it can be told whether the directory is whole.
public struct Manifest: Codable, Sendable, Equatable {
    /// One file.
    public struct Entry: Codable, Sendable, Equatable {
        /// Path below the directory, byte for byte.
        public var name: [UInt8]
        /// Size in bytes.
        public var sizeBytes: Int64
    }

    /// The files, sorted by name.
    public var entries: [Entry]

    /// Lists the files of a directory.
    public init(of directory: FilePath) throws(FileSystemError) {
        entries = try Self.entries(of: directory, below: [])
    }

    /// Whether a directory holds exactly these files.
    public func matches(_ directory: FilePath) -> Bool {
        guard let found = try? Self.entries(of: directory, below: []) else { return false }
        return found == entries
    }

    /// As text for the catalogue.
    public var json: String {
        // Integers and arrays always encode.
        (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// Reads what `json` wrote.
    public init?(json: String) {
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(json.utf8)) else { return nil }
        self = manifest
    }

    private static func entries(of directory: FilePath, below prefix: [UInt8]) throws(FileSystemError) -> [Entry] {
        var entries: [Entry] = []
        for name in try DirectoryListing.names(in: directory) {
            let path = directory.appending(name)
            guard let status = try FileStatus.of(path) else { continue }
            let bytes = prefix + name.bytes
            if status.kind == .directory {
                entries += try Self.entries(of: path, below: bytes + [UInt8(ascii: "/")])
            } else {
                entries.append(Entry(name: bytes, sizeBytes: status.sizeBytes))
            }
        }
        return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }
}
