/// A file of an installed model.
public struct InstalledFile: Codable, Sendable, Equatable {
    /// Its name in the model's directory.
    public var name: String
    /// SHA-256 of its content when it was installed.
    public var sha256: String
    /// Size in bytes.
    public var sizeBytes: Int64

    enum CodingKeys: String, CodingKey {
        case name, sha256
        case sizeBytes = "size_bytes"
    }
}
