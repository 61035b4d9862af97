/// How well a model does its task.
public struct ModelScore: Codable, Sendable, Equatable {
    /// What is measured, with its unit.
    public var measure: String
    /// On which songs.
    public var songs: String
    /// "measured", or "published" with the place.
    public var by: String
    /// The figures by name, such as that of a stem.
    public var values: [String: Double]
}
