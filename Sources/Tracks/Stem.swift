/// One of the four parts a song is separated into.
public enum Stem: String, CaseIterable, Codable, Sendable, Hashable, CodingKeyRepresentable {
    case vocals, drums, bass, other
}
