/// The `music_theory` object of the sidecar.
public struct MusicTheoryResults: Codable, Sendable, Equatable {
    /// Harmony.
    public var harmonic = HarmonicResults()
    /// Rhythm.
    public var rhythmic = RhythmicResults()
    /// Genre.
    public var genre = GenreResults()

    /// Results that know nothing yet.
    public init() {}
}

/// Harmony: roman numerals, functions, patterns, cadences, voice leading.
public struct HarmonicResults: Codable, Sendable, Equatable {
    /// Roman numerals in order, one per chord.
    @ExplicitNull public var romanNumerals: [String]?
    /// Each chord's numeral and function.
    @ExplicitNull public var chords: [ChordFunction]?
    /// Functions in order, one per chord.
    @ExplicitNull public var functionalHarmony: [String]?
    /// Named progressions and where they occur.
    @ExplicitNull public var patterns: [ProgressionPattern]?
    /// Cadences in order.
    @ExplicitNull public var cadences: [Cadence]?
    /// How smoothly the chords connect.
    @ExplicitNull public var voiceLeading: VoiceLeading?
    /// How often the harmony changes.
    @ExplicitNull public var harmonicRhythm: HarmonicRhythm?
    /// 0...1.
    @ExplicitNull public var complexity: Double?
    /// `complexity` in words.
    @ExplicitNull public var complexityLabel: String?
    /// What makes the complexity what it is.
    @ExplicitNull public var complexityReasons: [String]?

    enum CodingKeys: String, CodingKey {
        case romanNumerals = "roman_numerals"
        case chords
        case functionalHarmony = "functional_harmony"
        case patterns, cadences
        case voiceLeading = "voice_leading"
        case harmonicRhythm = "harmonic_rhythm"
        case complexity
        case complexityLabel = "complexity_label"
        case complexityReasons = "complexity_reasons"
    }

    /// Results that know nothing yet.
    public init() {}
}

/// A chord's place in its key.
public struct ChordFunction: Codable, Sendable, Equatable {
    /// Index into the sidecar's `chords`.
    public var index: Int
    /// Roman numeral with figures.
    public var roman: String
    /// tonic, tonic_sub, dominant, dominant_sub, subdominant, subdominant_sub, applied, mixture or other.
    public var function: String
    /// The numeral an applied chord leads to.
    public var appliedTo: String?
    /// The mode a borrowed chord comes from.
    public var borrowedFrom: String?

    enum CodingKeys: String, CodingKey {
        case index, roman, function
        case appliedTo = "applied_to"
        case borrowedFrom = "borrowed_from"
    }
}

/// A named progression.
public struct ProgressionPattern: Codable, Sendable, Equatable {
    /// Systematic name.
    public var name: String
    /// Its numerals.
    public var numerals: [String]
    /// What musicians call it.
    @ExplicitNull public var commonName: String?
    /// Where it occurs.
    public var occurrences: [PatternOccurrence]

    enum CodingKeys: String, CodingKey {
        case name, numerals
        case commonName = "common_name"
        case occurrences
    }
}

/// One occurrence of a progression.
public struct PatternOccurrence: Codable, Sendable, Equatable {
    /// Bar in which it begins.
    public var startBar: Int

    enum CodingKeys: String, CodingKey { case startBar = "start_bar" }
}

/// A cadence.
public struct Cadence: Codable, Sendable, Equatable {
    /// authentic, plagal, half, deceptive or modal.
    public var type: String
    /// A finer name.
    @ExplicitNull public var subtype: String?
    /// Bar of the goal chord.
    public var bar: Int
    /// Time of the goal chord in seconds.
    public var timeSeconds: Double
    /// Numeral before.
    public var from: String
    /// Numeral of the goal.
    public var to: String
    /// 0...1.
    public var confidence: Double

    enum CodingKeys: String, CodingKey {
        case type, subtype, bar
        case timeSeconds = "time_s"
        case from, to, confidence
    }
}

/// How smoothly the chords connect.
public struct VoiceLeading: Codable, Sendable, Equatable {
    /// A word: smooth, moderate, angular.
    public var quality: String
    /// Mean movement in semitones per voice and chord change.
    public var meanSemitonesPerChange: Double

    enum CodingKeys: String, CodingKey {
        case quality
        case meanSemitonesPerChange = "mean_semitones_per_change"
    }
}

/// How often the harmony changes.
public struct HarmonicRhythm: Codable, Sendable, Equatable {
    /// Mean number of chord changes per bar.
    public var changesPerBar: Double

    enum CodingKeys: String, CodingKey { case changesPerBar = "changes_per_bar" }
}

/// Rhythm: syncopation, meter, density, accents, swing.
public struct RhythmicResults: Codable, Sendable, Equatable {
    /// 0...1.
    @ExplicitNull public var syncopation: Double?
    /// `syncopation` in words.
    @ExplicitNull public var syncopationLabel: String?
    /// 0...1 by stem.
    @ExplicitNull public var syncopationByStem: [Stem: Double]?
    /// "4/4".
    @ExplicitNull public var timeSignature: String?
    /// 0...1.
    @ExplicitNull public var timeSignatureConfidence: Double?
    /// `timeSignatureConfidence` in words.
    @ExplicitNull public var timeSignatureConfidenceLabel: String?
    /// Notes per second.
    @ExplicitNull public var noteDensity: NoteDensity?
    /// Accents over the bar.
    @ExplicitNull public var metricHierarchy: MetricHierarchy?
    /// Position of the off-beat eighth between two beats: 0.5 straight, 0.667 triplet swing.
    @ExplicitNull public var swingRatio: Double?
    /// Descriptions of polyrhythms found.
    @ExplicitNull public var polyrhythms: [String]?
    /// 0...1.
    @ExplicitNull public var complexity: Double?
    /// `complexity` in words.
    @ExplicitNull public var complexityLabel: String?
    /// What makes the complexity what it is.
    @ExplicitNull public var complexityReasons: [String]?

    enum CodingKeys: String, CodingKey {
        case syncopation
        case syncopationLabel = "syncopation_label"
        case syncopationByStem = "syncopation_by_stem"
        case timeSignature = "time_signature"
        case timeSignatureConfidence = "time_signature_confidence"
        case timeSignatureConfidenceLabel = "time_signature_confidence_label"
        case noteDensity = "note_density"
        case metricHierarchy = "metric_hierarchy"
        case swingRatio = "swing_ratio"
        case polyrhythms, complexity
        case complexityLabel = "complexity_label"
        case complexityReasons = "complexity_reasons"
    }

    /// Results that know nothing yet.
    public init() {}
}

/// How many notes sound per second.
public struct NoteDensity: Codable, Sendable, Equatable {
    /// Onsets per second over all stems.
    public var notesPerSecond: Double
    /// Onsets per second by stem.
    public var byStem: [Stem: Double]

    enum CodingKeys: String, CodingKey {
        case notesPerSecond = "notes_per_second"
        case byStem = "by_stem"
    }
}

/// Where the accents of a bar lie.
public struct MetricHierarchy: Codable, Sendable, Equatable {
    /// Positions (beats from 1) with strong accents.
    public var strongBeats: [Double]
    /// Positions with weak accents.
    public var weakBeats: [Double]
    /// Accent by sixteenth position, 0...1.
    public var weights: [Double]

    enum CodingKeys: String, CodingKey {
        case strongBeats = "strong_beats"
        case weakBeats = "weak_beats"
        case weights
    }
}

/// Genre with reasons.
public struct GenreResults: Codable, Sendable, Equatable {
    /// The most likely genre.
    @ExplicitNull public var primary: String?
    /// 0...1.
    @ExplicitNull public var confidence: Double?
    /// `confidence` in words.
    @ExplicitNull public var confidenceLabel: String?
    /// Other likely genres.
    @ExplicitNull public var secondary: [GenreCandidate]?
    /// Sentences with measured values.
    @ExplicitNull public var reasons: [String]?

    enum CodingKeys: String, CodingKey {
        case primary, confidence
        case confidenceLabel = "confidence_label"
        case secondary, reasons
    }

    /// Results that know nothing yet.
    public init() {}
}

/// A genre that is likely as well.
public struct GenreCandidate: Codable, Sendable, Equatable {
    /// The genre.
    public var name: String
    /// 0...1.
    public var confidence: Double
}
