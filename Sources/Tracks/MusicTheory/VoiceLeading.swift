/// How smoothly the chords connect, from the chord symbols: upper voices take the shortest ways, the bass moves as heard.
public struct VoiceLeading: Codable, Sendable, Equatable {
    /// A word: smooth, moderate or angular.
    public var quality: String
    /// Mean movement in semitones per upper voice and chord change.
    public var meanSemitonesPerChange: Double
    /// Mean number of pitch classes that two successive chords share.
    @ExplicitNull public var meanCommonTones: Double?
    /// Share of the voices' movements that are larger than a whole tone, 0...1.
    @ExplicitNull public var leapShare: Double?
    /// Share of each kind of bass movement: "static", "step", "third", "fourth_fifth", "tritone".
    @ExplicitNull public var bassMotion: [String: Double]?
    /// Sentences with the numbers.
    @ExplicitNull public var reasons: [String]?

    enum CodingKeys: String, CodingKey {
        case quality
        case meanSemitonesPerChange = "mean_semitones_per_change"
        case meanCommonTones = "mean_common_tones"
        case leapShare = "leap_share"
        case bassMotion = "bass_motion"
        case reasons
    }

    /// What was measured.
    public init(
        quality: String, meanSemitonesPerChange: Double, meanCommonTones: Double?, leapShare: Double?,
        bassMotion: [String: Double]?, reasons: [String]?
    ) {
        self.quality = quality
        self.meanSemitonesPerChange = meanSemitonesPerChange
        self.meanCommonTones = meanCommonTones
        self.leapShare = leapShare
        self.bassMotion = bassMotion
        self.reasons = reasons
    }
}

/// How often the harmony changes.
public struct HarmonicRhythm: Codable, Sendable, Equatable {
    /// Mean number of chord changes per bar.
    public var changesPerBar: Double
    /// Share of the bars in which one chord holds throughout, 0...1.
    @ExplicitNull public var staticShare: Double?
    /// The same for each of the sidecar's sections, in their order.
    @EmptyByDefault public var sections: [SectionHarmonicRhythm]

    enum CodingKeys: String, CodingKey {
        case changesPerBar = "changes_per_bar"
        case staticShare = "static_share"
        case sections
    }

    /// What was measured.
    public init(changesPerBar: Double, staticShare: Double?, sections: [SectionHarmonicRhythm]) {
        self.changesPerBar = changesPerBar
        self.sections = sections
        self.staticShare = staticShare
    }
}

/// How often the harmony changes in a section.
public struct SectionHarmonicRhythm: Codable, Sendable, Equatable {
    /// Index into the sidecar's `sections`.
    public var index: Int
    /// Mean number of chord changes per bar.
    public var changesPerBar: Double

    enum CodingKeys: String, CodingKey {
        case index
        case changesPerBar = "changes_per_bar"
    }

    /// A section's.
    public init(index: Int, changesPerBar: Double) {
        self.index = index
        self.changesPerBar = changesPerBar
    }
}
