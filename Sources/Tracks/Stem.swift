/// One of the parts a song is separated into.
public enum Stem: String, CaseIterable, Codable, Sendable, Hashable, CodingKeyRepresentable {
    case vocals, drums, bass, other
    /// Parts that only some separators tell apart; with the others they are within `other`.
    case guitar, piano

    /// The four parts that every separator gives.
    public static let standard: [Stem] = [.vocals, .drums, .bass, .other]
}
