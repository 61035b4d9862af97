public import FoundationEssentials

/// What a list of tracks shows of each.
public struct TrackSummary: Sendable, Codable, Equatable {
    /// Identifier of the library entry.
    public var id: String
    /// Title from the file's tags.
    public var title: String?
    /// Artist from the file's tags.
    public var artist: String?
    /// Name of the original file inside the library entry.
    public var fileName: String
    /// SHA-256 of the original file, lower-case hexadecimal.
    public var sha256: String
    /// SHA-256 of the audio frames alone.
    public var audioSHA256: String
    /// Length in seconds.
    public var durationSeconds: Double
    /// Beats per minute.
    public var bpm: Double?
    /// The key's name, such as "C major".
    public var key: String?
    /// Meter such as "4/4".
    public var timeSignature: String?
    /// What the user has corrected ("bpm", "downbeat", "key", "time_signature").
    public var correctedFields: [String]
    /// The most likely genre.
    public var genre: String?
    /// When it was dropped.
    public var addedAt: Date
    /// Where its library entry lies.
    public var libraryPath: String
    /// Sub-folders of the inbox it came from.
    public var tags: [String]

    /// A summary of a track.
    public init(
        id: String, title: String?, artist: String?, fileName: String, sha256: String, audioSHA256: String,
        durationSeconds: Double, bpm: Double?, key: String?, timeSignature: String?, correctedFields: [String] = [],
        genre: String?, addedAt: Date, libraryPath: String, tags: [String]
    ) {
        self.id = id
        self.title = title
        self.artist = artist
        self.fileName = fileName
        self.sha256 = sha256
        self.audioSHA256 = audioSHA256
        self.durationSeconds = durationSeconds
        self.bpm = bpm
        self.key = key
        self.timeSignature = timeSignature
        self.correctedFields = correctedFields
        self.genre = genre
        self.addedAt = addedAt
        self.libraryPath = libraryPath
        self.tags = tags
    }
}
