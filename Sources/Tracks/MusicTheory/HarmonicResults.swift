/// Harmony: roman numerals, functions, patterns, cadences, voice leading.
public struct HarmonicResults: Codable, Sendable, Equatable {
    /// Roman numerals in order, one for each entry of `chords`.
    @ExplicitNull public var romanNumerals: [String]?
    /// Each chord's numeral and function; what is no chord has no entry.
    @ExplicitNull public var chords: [ChordFunction]?
    /// Functions in order, one for each entry of `chords`.
    @ExplicitNull public var functionalHarmony: [String]?
    /// Progressions and where they occur, the one that covers the most of the song first.
    @ExplicitNull public var patterns: [ProgressionPattern]?
    /// Cadences in order.
    @ExplicitNull public var cadences: [Cadence]?
    /// How smoothly the chords connect.
    @ExplicitNull public var voiceLeading: VoiceLeading?
    /// How often the harmony changes.
    @ExplicitNull public var harmonicRhythm: HarmonicRhythm?
    /// The scale that the chords of the main key draw on, such as "mixolydian"; "major" or "minor" where there is nothing
    /// special about it.
    @ExplicitNull public var scale: String?
    /// 0...1.
    @ExplicitNull public var complexity: Double?
    /// `complexity` in words.
    @ExplicitNull public var complexityLabel: String?
    /// What makes the complexity what it is.
    @ExplicitNull public var complexityReasons: [String]?
    /// The named parts, 0...1 each, that `complexity` is the mean of.
    @EmptyByDefault public var complexityParts: [ComplexityPart]

    enum CodingKeys: String, CodingKey {
        case romanNumerals = "roman_numerals"
        case chords
        case functionalHarmony = "functional_harmony"
        case patterns, cadences
        case voiceLeading = "voice_leading"
        case harmonicRhythm = "harmonic_rhythm"
        case scale, complexity
        case complexityLabel = "complexity_label"
        case complexityReasons = "complexity_reasons"
        case complexityParts = "complexity_parts"
    }

    /// Results that know nothing yet.
    public init() { complexityParts = [] }
}

/// One part of a complexity.
public struct ComplexityPart: Codable, Sendable, Equatable {
    /// What is measured, such as "chromatic_share".
    public var name: String
    /// The measured value, in its own unit.
    public var value: Double
    /// Where the value lies between the simple and the complex, 0...1.
    public var degree: Double

    /// A part with its value.
    public init(name: String, value: Double, degree: Double) {
        self.name = name
        self.value = value
        self.degree = degree
    }
}

/// A chord's place in its key.
public struct ChordFunction: Codable, Sendable, Equatable {
    /// Index into the sidecar's `chords`.
    public var index: Int
    /// Roman numeral with figures.
    public var roman: String
    /// tonic, tonic_sub, dominant, dominant_sub, subdominant, subdominant_sub, applied, mixture or other.
    public var function: String
    /// Where the chord's notes come from: diatonic, borrowed, applied or chromatic.
    @ExplicitNull public var role: String?
    /// The numeral an applied chord leads to.
    public var appliedTo: String?
    /// The mode a borrowed chord comes from.
    public var borrowedFrom: String?

    enum CodingKeys: String, CodingKey {
        case index, roman, function, role
        case appliedTo = "applied_to"
        case borrowedFrom = "borrowed_from"
    }

    /// A chord's place.
    public init(
        index: Int, roman: String, function: String, role: String?, appliedTo: String? = nil,
        borrowedFrom: String? = nil
    ) {
        self.index = index
        self.roman = roman
        self.function = function
        self.appliedTo = appliedTo
        self.borrowedFrom = borrowedFrom
        self.role = role
    }
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

    /// A cadence on a goal.
    public init(
        type: String, subtype: String?, bar: Int, timeSeconds: Double, from: String, to: String, confidence: Double
    ) {
        self.type = type
        self.bar = bar
        self.timeSeconds = timeSeconds
        self.from = from
        self.to = to
        self.confidence = confidence
        self.subtype = subtype
    }
}
