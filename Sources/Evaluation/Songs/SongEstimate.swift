public import MusicTheory

/// What an analyser says of a song: `nil` and `.notAsked` where it does not answer such questions.
public struct SongEstimate: Equatable, Sendable {
    /// The number of beats in a bar, with the time signature where the analyser gives one.
    public struct Bar: Equatable, Sendable {
        /// Beats in a bar.
        public var beats: Int
        /// Time signature.
        public var timeSignature: Meter?

        /// A bar of so many beats.
        public init(beats: Int, timeSignature: Meter? = nil) {
            self.beats = beats
            self.timeSignature = timeSignature
        }
    }

    /// Beats per minute.
    public var bpm = Answer<Double>.notAsked
    /// Confidence of the tempo, 0...1.
    public var bpmConfidence: Double?
    /// Whether one tempo holds throughout.
    public var isTempoConstant: Bool?
    /// Beats in a bar.
    public var bar = Answer<Bar>.notAsked
    /// Confidence of the meter, 0...1.
    public var barConfidence: Double?
    /// Key of the whole song.
    public var key = Answer<AnnotatedKey>.notAsked
    /// Confidence of the key, 0...1.
    public var keyConfidence: Double?
    /// Keys by stretches, labelled with their names.
    public var keyRegions: LabelledSpans?
    /// Beats.
    public var beats: EventTimes?
    /// First beats of bars.
    public var downbeats: EventTimes?
    /// Chords in Harte's syntax.
    public var chords: LabelledSpans?
    /// Starts of sections in seconds, in order.
    public var sectionStarts: EventTimes?
    /// One label per section, equal for repeats; `nil` where the analyser tells boundaries only.
    public var sectionLabels: [String]?
    /// Roman numerals.
    public var numerals: LabelledSpans?
    /// Cadences, in order.
    public var cadences: [CadenceEvent]?
    /// Position of the off-beat eighth between two beats, 0.5 where it is straight.
    public var swingRatio = Answer<Double>.notAsked
    /// Genre; "unknown" is wrong.
    public var genre = Answer<String>.notAsked

    /// An analyser that answers nothing.
    public init() {}

    /// Spans shorter than this are rounding, in seconds.
    static let shortestSpan = 1e-4
}
