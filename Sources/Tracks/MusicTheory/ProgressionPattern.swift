/// A progression that occurs in the song.
public struct ProgressionPattern: Codable, Sendable, Equatable {
    /// Systematic name: its numerals, such as "I-V-vi-IV".
    public var name: String
    /// Its numerals.
    public var numerals: [String]
    /// What musicians call it, such as "pop progression".
    @ExplicitNull public var commonName: String?
    /// Whether it is repeated without a break at least once.
    @ExplicitNull public var isLoop: Bool?
    /// Length of one round in bars.
    @ExplicitNull public var lengthBars: Double?
    /// Share of the song's time that its occurrences cover, 0...1.
    @ExplicitNull public var coverage: Double?
    /// Where it occurs.
    public var occurrences: [PatternOccurrence]

    enum CodingKeys: String, CodingKey {
        case name, numerals
        case commonName = "common_name"
        case isLoop = "is_loop"
        case lengthBars = "length_bars"
        case coverage, occurrences
    }

    /// A progression with its occurrences.
    public init(
        name: String, numerals: [String], commonName: String?, isLoop: Bool?, lengthBars: Double?, coverage: Double?,
        occurrences: [PatternOccurrence]
    ) {
        self.name = name
        self.numerals = numerals
        self.occurrences = occurrences
        self.commonName = commonName
        self.isLoop = isLoop
        self.lengthBars = lengthBars
        self.coverage = coverage
    }
}

/// One occurrence of a progression: one round of it.
public struct PatternOccurrence: Codable, Sendable, Equatable {
    /// Bar in which it begins.
    public var startBar: Int
    /// Start in seconds.
    @ExplicitNull public var startSeconds: Double?
    /// End in seconds.
    @ExplicitNull public var endSeconds: Double?
    /// Chord of the pattern that it begins with, from 0: "vi-IV-I-V" is "I-V-vi-IV" from chord 2.
    @ExplicitNull public var rotation: Int?

    enum CodingKeys: String, CodingKey {
        case startBar = "start_bar"
        case startSeconds = "start_s"
        case endSeconds = "end_s"
        case rotation
    }

    /// An occurrence at a place.
    public init(startBar: Int, startSeconds: Double?, endSeconds: Double?, rotation: Int?) {
        self.startBar = startBar
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.rotation = rotation
    }
}
