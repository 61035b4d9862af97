/// What the analysis found out about a song: plain values, times in seconds from the first sample of the decoded audio.
///
/// A field that could not be found is `nil` or empty and has an entry in `warnings`; nothing is invented.
public struct TrackAnalysis: Codable, Sendable, Equatable {
    /// Tempo, or `nil` where no pulse was found.
    public var tempo: TempoEstimate?
    /// Meter such as "4/4", or `nil`.
    public var timeSignature: String?
    /// Confidence of `timeSignature`, 0...1.
    public var timeSignatureConfidence: Double?
    /// Key of the whole song, or `nil` where nothing tonal was found.
    public var key: KeyEstimate?
    /// Stretches of one key each, in order, covering the song.
    public var keyRegions: [KeyRegion] = []
    /// Frequency of the A above middle C that fits the recording best, in hertz.
    public var tuningHz: Double?
    /// Beats in order.
    public var beats: [Beat] = []
    /// Chords in order, without gaps, from 0 to the song's end ("N" where there is none).
    public var chords: [ChordSpan] = []
    /// Sections in order, without gaps, from 0 to the song's end.
    public var sections: [Section] = []
    /// Harmony, rhythm and genre, explained.
    public var musicTheory = MusicTheoryResults()
    /// What could not be found, and why.
    public var warnings: [Warning] = []

    /// An analysis that knows nothing yet.
    public init() {}
}

/// A tempo with what is known about its certainty.
public struct TempoEstimate: Codable, Sendable, Equatable {
    /// Beats per minute.
    public var bpm: Double
    /// 0...1.
    public var confidence: Double
    /// Other readings (half, double, ...), most likely first.
    public var alternatives: [Double]
    /// Tempo by stretches, in order; one entry where the tempo is constant.
    public var map: [TempoChange]
    /// Whether one number describes the whole song.
    public var isConstant: Bool

    /// Gathers the parts of an estimate.
    public init(bpm: Double, confidence: Double, alternatives: [Double], map: [TempoChange], isConstant: Bool) {
        self.bpm = bpm
        self.confidence = confidence
        self.alternatives = alternatives
        self.map = map
        self.isConstant = isConstant
    }
}

/// From this time on the tempo is this.
public struct TempoChange: Codable, Sendable, Equatable {
    /// Start in seconds.
    public var startSeconds: Double
    /// Beats per minute.
    public var bpm: Double

    /// A tempo from a time on.
    public init(startSeconds: Double, bpm: Double) {
        self.startSeconds = startSeconds
        self.bpm = bpm
    }

    enum CodingKeys: String, CodingKey {
        case startSeconds = "start_s"
        case bpm
    }
}

/// A key with its certainty and its rivals.
public struct KeyEstimate: Codable, Sendable, Equatable {
    /// The key's name, such as "C major" or "F# minor".
    public var name: String
    /// 0...1.
    public var confidence: Double
    /// Rivals, most likely first.
    public var alternatives: [KeyAlternative]

    /// Gathers the parts of an estimate.
    public init(name: String, confidence: Double, alternatives: [KeyAlternative]) {
        self.name = name
        self.confidence = confidence
        self.alternatives = alternatives
    }
}

/// A key that the song might be in as well.
public struct KeyAlternative: Codable, Sendable, Equatable {
    /// The key's name.
    public var key: String
    /// 0...1.
    public var probability: Double

    /// A key and its probability.
    public init(key: String, probability: Double) {
        self.key = key
        self.probability = probability
    }
}

/// A stretch of the song in one key.
public struct KeyRegion: Codable, Sendable, Equatable {
    /// Start in seconds.
    public var startSeconds: Double
    /// End in seconds.
    public var endSeconds: Double
    /// The key's name.
    public var key: String

    /// A key between two times.
    public init(startSeconds: Double, endSeconds: Double, key: String) {
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.key = key
    }

    enum CodingKeys: String, CodingKey {
        case startSeconds = "start_s"
        case endSeconds = "end_s"
        case key
    }
}

/// One beat.
public struct Beat: Codable, Sendable, Equatable {
    /// Time in seconds.
    public var timeSeconds: Double
    /// Bar number; the first bar that begins with a downbeat is 1, a pick-up before it is bar 0.
    public var bar: Int
    /// Position in the bar, from 1.
    public var beat: Int
    /// Whether a bar begins here.
    public var isDownbeat: Bool
    /// 0...1.
    public var confidence: Double

    /// A beat and its place in the bar.
    public init(timeSeconds: Double, bar: Int, beat: Int, isDownbeat: Bool, confidence: Double) {
        self.timeSeconds = timeSeconds
        self.bar = bar
        self.beat = beat
        self.isDownbeat = isDownbeat
        self.confidence = confidence
    }

    enum CodingKeys: String, CodingKey {
        case timeSeconds = "time_s"
        case bar, beat
        case isDownbeat = "is_downbeat"
        case confidence
    }
}

/// A chord with its span. `startBeat` and `endBeat` are indices into the list of beats (fractional inside a beat).
public struct ChordSpan: Codable, Sendable, Equatable {
    /// Start in seconds.
    public var startSeconds: Double
    /// End in seconds.
    public var endSeconds: Double
    /// Index of the beat at the start, from 0; `nil` without beats.
    @ExplicitNull public var startBeat: Double?
    /// Index of the beat at the end; `nil` without beats.
    @ExplicitNull public var endBeat: Double?
    /// Harte syntax: "C:maj", "A:min7", "G:7/3", "N".
    public var label: String
    /// Root such as "C" or "Eb"; `nil` for no chord.
    @ExplicitNull public var root: String?
    /// Quality such as "maj" or "min7"; `nil` for no chord.
    @ExplicitNull public var quality: String?
    /// Lowest sounding note's name; `nil` for no chord.
    @ExplicitNull public var bass: String?
    /// 0...1.
    public var confidence: Double

    /// A chord between two times.
    public init(
        startSeconds: Double, endSeconds: Double, startBeat: Double?, endBeat: Double?, label: String, root: String?,
        quality: String?, bass: String?, confidence: Double
    ) {
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.startBeat = startBeat
        self.endBeat = endBeat
        self.label = label
        self.root = root
        self.quality = quality
        self.bass = bass
        self.confidence = confidence
    }

    enum CodingKeys: String, CodingKey {
        case startSeconds = "start_s"
        case endSeconds = "end_s"
        case startBeat = "start_beat"
        case endBeat = "end_beat"
        case label, root, quality, bass, confidence
    }
}

/// A section of the song's form.
public struct Section: Codable, Sendable, Equatable {
    /// Start in seconds.
    public var startSeconds: Double
    /// End in seconds.
    public var endSeconds: Double
    /// Bar number at the start, as in `Beat.bar`; `nil` without beats.
    @ExplicitNull public var startBar: Int?
    /// "A", "B", ...: sections with one letter are repeats of each other.
    public var letter: String
    /// A name such as "chorus", where the evidence is there.
    @ExplicitNull public var label: String?
    /// 0...1.
    public var confidence: Double

    /// A section between two times.
    public init(
        startSeconds: Double, endSeconds: Double, startBar: Int?, letter: String, label: String?, confidence: Double
    ) {
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.startBar = startBar
        self.letter = letter
        self.label = label
        self.confidence = confidence
    }

    enum CodingKeys: String, CodingKey {
        case startSeconds = "start_s"
        case endSeconds = "end_s"
        case startBar = "start_bar"
        case letter, label, confidence
    }
}

/// A field of the sidecar that could not be filled, or should be read with care, and why.
public struct Warning: Codable, Sendable, Equatable {
    /// The field's name in the sidecar, such as "key".
    public var field: String
    /// A sentence for the user.
    public var reason: String

    /// A warning about a field.
    public init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }
}
