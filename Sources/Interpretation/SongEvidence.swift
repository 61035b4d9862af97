/// What was heard of a song beside its beats and chords, as far as harmony, rhythm and genre are explained by it.
public struct SongEvidence: Sendable, Equatable {
    /// Length in seconds.
    public var durationSeconds: Double
    /// Where notes begin, in order of time, by voice. A voice that is not heard at all has an empty list.
    public var onsets: [Voice: [Onset]] = [:]
    /// The sung (or, without singing, leading) melody; empty where none was heard.
    public var melody: [MelodyNote] = []
    /// How things sound, by name; units are in the names. What could not be measured is absent.
    public var sound: [String: Double] = [:]

    /// Evidence of nothing yet.
    public init(durationSeconds: Double) { self.durationSeconds = durationSeconds }
}

/// What plays an onset: a stem, or a kind of drum within the stem of drums.
public enum Voice: String, CaseIterable, Sendable, Hashable {
    case kick, snare
    case hiHat = "hi_hat"
    case bass, vocals, other

    /// The voices of the stem of drums.
    public static let drums: [Voice] = [.kick, .snare, .hiHat]
}

/// The beginning of a note.
public struct Onset: Sendable, Equatable {
    /// Time in seconds.
    public var timeSeconds: Double
    /// Strength beside the strongest of the voice, 0...1.
    public var strength: Double

    /// An onset at a time.
    public init(timeSeconds: Double, strength: Double) {
        self.timeSeconds = timeSeconds
        self.strength = strength
    }
}

/// A stretch of one melody note.
public struct MelodyNote: Sendable, Equatable {
    /// Start in seconds.
    public var startSeconds: Double
    /// End in seconds.
    public var endSeconds: Double
    /// MIDI note number, 60 is middle C.
    public var noteNumber: Int
    /// 0...1.
    public var confidence: Double

    /// A note between two times.
    public init(startSeconds: Double, endSeconds: Double, noteNumber: Int, confidence: Double) {
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
        self.noteNumber = noteNumber
        self.confidence = confidence
    }
}
