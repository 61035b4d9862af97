public import MusicTheory

/// What is true of a song, as far as it is known: what is `nil` is not scored.
public struct SongTruth: Equatable, Sendable {
    /// A key from a time on.
    public struct KeyChange: Equatable, Sendable {
        /// Start in seconds.
        public var start: Double
        /// The key.
        public var key: AnnotatedKey

        /// A key from a time on.
        public init(start: Double, key: AnnotatedKey) {
            self.start = start
            self.key = key
        }
    }

    /// Name of the song.
    public var name = ""
    /// Length in seconds.
    public var durationSeconds: Double?
    /// Beats per minute; the median where it changes.
    public var bpm: Double?
    /// Whether one tempo holds throughout.
    public var isTempoConstant: Bool?
    /// Beats in a bar, as listeners tap them.
    public var beatsPerBar: Int?
    /// Time signature.
    public var timeSignature: Meter?
    /// Keys in order.
    public var keys: [KeyChange]?
    /// Beats.
    public var beats: EventTimes?
    /// First beats of bars.
    public var downbeats: EventTimes?
    /// Chords in Harte's syntax.
    public var chords: LabelledSpans?
    /// Sections; those with one label are repeats of each other.
    public var sections: LabelledSpans?
    /// Roman numerals.
    public var numerals: LabelledSpans?
    /// Cadences, in order.
    public var cadences: [CadenceEvent]?
    /// Position of the off-beat eighth between two beats, 0.5 where it is straight.
    public var swingRatio: Double?
    /// Genre.
    public var genre: String?

    /// A song of which nothing is known yet.
    public init() {}

    /// Whether there is nothing to score.
    public var isEmpty: Bool {
        bpm == nil && beatsPerBar == nil && timeSignature == nil && keys == nil && beats == nil && downbeats == nil
            && chords == nil && sections == nil && numerals == nil && cadences == nil && swingRatio == nil
            && genre == nil
    }

    /// The song's end in seconds, or the last thing known to happen in it.
    public var end: Double? {
        durationSeconds ?? [chords?.end, sections?.end, beats?.seconds.last].compactMap { $0 }.max()
    }

    /// The key that holds longest, the first of several such.
    public var mainKey: AnnotatedKey? {
        guard let keys, let end = end ?? keys.last?.start else { return nil }
        var seconds: [AnnotatedKey: Double] = [:]
        for (index, change) in keys.enumerated() {
            let next = index + 1 < keys.count ? keys[index + 1].start : end
            seconds[change.key, default: 0] += max(0, next - change.start)
        }
        let longest = seconds.values.max() ?? 0
        // Sums of seconds that ought to be equal may differ in the last digit.
        return keys.first { (seconds[$0.key] ?? 0) >= longest - 1e-6 }?.key
    }
}
