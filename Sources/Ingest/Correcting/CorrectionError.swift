/// Why a song cannot be corrected so.
public struct CorrectionError: Error, CustomStringConvertible, Equatable, Sendable {
    /// Whose fault it is.
    public enum Kind: Sendable, Equatable {
        /// The wish makes no sense for any song.
        case wish
        /// The wish makes no sense for this song, or the song's files cannot be read.
        case song
        /// Another attempt will do.
        case busy
    }

    /// Whose fault it is.
    public let kind: Kind
    /// What was seen and what to do.
    public let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
