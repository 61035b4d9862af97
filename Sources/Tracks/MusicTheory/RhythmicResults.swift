/// Rhythm: syncopation, meter, density, accents, swing.
public struct RhythmicResults: Codable, Sendable, Equatable {
    /// 0...1: Longuet-Higgins and Lee's measure beside the most that the meter allows, over the stems.
    @ExplicitNull public var syncopation: Double?
    /// `syncopation` in words.
    @ExplicitNull public var syncopationLabel: String?
    /// 0...1 by stem.
    @ExplicitNull public var syncopationByStem: [Stem: Double]?
    /// The measures of syncopation as they are, by stem.
    @ExplicitNull public var syncopationMeasures: [Stem: SyncopationMeasures]?
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
    /// Polyrhythms and grouping dissonances, in order.
    @ExplicitNull public var polyrhythms: [Polyrhythm]?
    /// 0...1.
    @ExplicitNull public var complexity: Double?
    /// `complexity` in words.
    @ExplicitNull public var complexityLabel: String?
    /// What makes the complexity what it is.
    @ExplicitNull public var complexityReasons: [String]?
    /// The named parts, 0...1 each, that `complexity` is the mean of.
    @EmptyByDefault public var complexityParts: [ComplexityPart]
    /// Where notes begin, by what plays them: "kick", "snare", "hi_hat", "bass", "vocals", "other".
    @ExplicitNull public var onsets: [String: OnsetTrack]?

    enum CodingKeys: String, CodingKey {
        case syncopation
        case syncopationLabel = "syncopation_label"
        case syncopationByStem = "syncopation_by_stem"
        case syncopationMeasures = "syncopation_measures"
        case timeSignature = "time_signature"
        case timeSignatureConfidence = "time_signature_confidence"
        case timeSignatureConfidenceLabel = "time_signature_confidence_label"
        case noteDensity = "note_density"
        case metricHierarchy = "metric_hierarchy"
        case swingRatio = "swing_ratio"
        case polyrhythms, complexity
        case complexityLabel = "complexity_label"
        case complexityReasons = "complexity_reasons"
        case complexityParts = "complexity_parts"
        case onsets
    }

    /// Results that know nothing yet.
    public init() { complexityParts = [] }
}

/// Where notes of one voice begin.
public struct OnsetTrack: Codable, Sendable, Equatable {
    /// Times in seconds, in order.
    public var timesSeconds: [Double]
    /// How strong each is beside the strongest of the voice, 0...1.
    public var strengths: [Double]

    enum CodingKeys: String, CodingKey {
        case timesSeconds = "times_s"
        case strengths
    }

    /// Onsets of one voice.
    public init(timesSeconds: [Double], strengths: [Double]) {
        self.timesSeconds = timesSeconds
        self.strengths = strengths
    }
}

/// Measures of syncopation of one stem.
public struct SyncopationMeasures: Codable, Sendable, Equatable {
    /// Mean per bar of Longuet-Higgins and Lee's measure at a resolution of sixteenths.
    public var longuetHigginsLeePerBar: Double
    /// Weighted note-to-beat distance (Gomez, Melvin, Rappaport & Toussaint 2005).
    public var weightedNoteToBeatDistance: Double
    /// Toussaint's off-beatness: mean number per bar of notes on positions that no regular division of the bar reaches.
    public var offBeatnessPerBar: Double

    enum CodingKeys: String, CodingKey {
        case longuetHigginsLeePerBar = "longuet_higgins_lee_per_bar"
        case weightedNoteToBeatDistance = "weighted_note_to_beat_distance"
        case offBeatnessPerBar = "off_beatness_per_bar"
    }

    /// What was measured.
    public init(longuetHigginsLeePerBar: Double, weightedNoteToBeatDistance: Double, offBeatnessPerBar: Double) {
        self.longuetHigginsLeePerBar = longuetHigginsLeePerBar
        self.weightedNoteToBeatDistance = weightedNoteToBeatDistance
        self.offBeatnessPerBar = offBeatnessPerBar
    }
}

/// How many notes begin per second.
public struct NoteDensity: Codable, Sendable, Equatable {
    /// Onsets per second over all stems.
    public var notesPerSecond: Double
    /// Onsets per second by stem.
    public var byStem: [Stem: Double]
    /// Onsets per beat over all stems.
    @ExplicitNull public var notesPerBeat: Double?
    /// Onsets per second in each of the sidecar's sections, in their order.
    @EmptyByDefault public var bySection: [Double]

    enum CodingKeys: String, CodingKey {
        case notesPerSecond = "notes_per_second"
        case byStem = "by_stem"
        case notesPerBeat = "notes_per_beat"
        case bySection = "by_section"
    }

    /// What was counted.
    public init(notesPerSecond: Double, byStem: [Stem: Double], notesPerBeat: Double?, bySection: [Double]) {
        self.notesPerSecond = notesPerSecond
        self.byStem = byStem
        self.bySection = bySection
        self.notesPerBeat = notesPerBeat
    }
}

/// Where the accents of a bar lie, as they were measured.
public struct MetricHierarchy: Codable, Sendable, Equatable {
    /// Positions (beats from 1, 2.5 is the middle of the second) with strong accents.
    public var strongBeats: [Double]
    /// Positions with weak accents.
    public var weakBeats: [Double]
    /// Accent by position, 0...1, over all stems; there are `positionsPerBeat` to the beat.
    public var weights: [Double]
    /// Positions that each beat is divided into.
    @ExplicitNull public var positionsPerBeat: Int?
    /// The same by voice, named as in `onsets`.
    @ExplicitNull public var weightsByVoice: [String: [Double]]?
    /// Correlation of `weights` with the weights that the time signature implies, -1...1.
    @ExplicitNull public var correlationWithMeter: Double?

    enum CodingKeys: String, CodingKey {
        case strongBeats = "strong_beats"
        case weakBeats = "weak_beats"
        case weights
        case positionsPerBeat = "positions_per_beat"
        case weightsByVoice = "weights_by_voice"
        case correlationWithMeter = "correlation_with_meter"
    }

    /// What was measured.
    public init(
        strongBeats: [Double], weakBeats: [Double], weights: [Double], positionsPerBeat: Int?,
        weightsByVoice: [String: [Double]]?, correlationWithMeter: Double?
    ) {
        self.strongBeats = strongBeats
        self.weakBeats = weakBeats
        self.weights = weights
        self.positionsPerBeat = positionsPerBeat
        self.weightsByVoice = weightsByVoice
        self.correlationWithMeter = correlationWithMeter
    }
}

/// Two divisions of the same time at once, or a grouping against the meter.
public struct Polyrhythm: Codable, Sendable, Equatable {
    /// "polyrhythm" (two equal divisions of a span) or "grouping" (accents in groups that the meter does not have).
    public var kind: String
    /// "3:2", "4:3", ...
    public var ratio: String
    /// Voices that hold it, named as in `onsets`.
    public var voices: [String]
    /// First bar.
    public var startBar: Int
    /// Number of bars.
    public var bars: Int
    /// Probability that chance makes the match as good as this.
    public var pValue: Double
    /// A sentence.
    public var description: String

    enum CodingKeys: String, CodingKey {
        case kind, ratio, voices
        case startBar = "start_bar"
        case bars
        case pValue = "p_value"
        case description
    }

    /// What was found.
    public init(
        kind: String, ratio: String, voices: [String], startBar: Int, bars: Int, pValue: Double, description: String
    ) {
        self.kind = kind
        self.ratio = ratio
        self.voices = voices
        self.startBar = startBar
        self.bars = bars
        self.pValue = pValue
        self.description = description
    }
}
