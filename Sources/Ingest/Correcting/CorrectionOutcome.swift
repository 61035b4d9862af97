public import Tracks

/// What came of a correction.
public struct CorrectionOutcome: Sendable, Equatable, Encodable {
    /// What can be corrected, as it stands in the sidecar.
    public struct Facts: Sendable, Equatable, Encodable {
        /// Beats per minute.
        @ExplicitNull public var bpm: Double?
        /// The key's name.
        @ExplicitNull public var key: String?
        /// Meter.
        @ExplicitNull public var timeSignature: String?
        /// Time of the first beat of the first whole bar, in seconds.
        @ExplicitNull public var firstDownbeatSeconds: Double?
        /// Beats in the song.
        public var beatCount: Int
        /// What is the user's.
        public var correctedFields: [String]

        enum CodingKeys: String, CodingKey {
            case bpm, key
            case timeSignature = "time_signature"
            case firstDownbeatSeconds = "first_downbeat_s"
            case beatCount = "beats"
            case correctedFields = "corrected_fields"
        }

        init(_ sidecar: TheorySidecar) {
            beatCount = sidecar.beats.count
            correctedFields = sidecar.correctedFields
            bpm = sidecar.bpm
            key = sidecar.key
            timeSignature = sidecar.musicTheory.rhythmic.timeSignature
            firstDownbeatSeconds = sidecar.beats.first { $0.isDownbeat }?.timeSeconds
        }
    }

    /// Identifier of the library entry.
    public var id: String
    /// All corrections of the song.
    public var corrections: Corrections
    /// As it was.
    public var before: Facts
    /// As it is.
    public var after: Facts
    /// Share of the song's time that has another chord than before, 0...1.
    public var changedChordShare: Double
    /// Whether anything was written.
    public var isChanged: Bool
    /// Why the audio had to be listened to again; `nil` where the kept features did.
    @ExplicitNull public var listenedAgainBecause: String?
    /// Remarks on what could not be done.
    public var warnings: [String]

    enum CodingKeys: String, CodingKey {
        case id, corrections, before, after
        case changedChordShare = "changed_chord_share"
        case isChanged = "is_changed"
        case listenedAgainBecause = "listened_again_because"
        case warnings
    }

    init(from before: TheorySidecar, to after: TheorySidecar, isChanged: Bool, listenedAgainBecause: String?) {
        id = after.track.id
        corrections = after.corrections
        self.before = Facts(before)
        self.after = Facts(after)
        changedChordShare = Self.changedShare(before.chords, after.chords)
        self.isChanged = isChanged
        let known = Set(before.warnings.map(\.reason))
        warnings = after.warnings.map(\.reason).filter { !known.contains($0) }
        self.listenedAgainBecause = listenedAgainBecause
    }

    private static func changedShare(_ before: [ChordSpan], _ after: [ChordSpan]) -> Double {
        let edges = Set((before + after).flatMap { [$0.startSeconds, $0.endSeconds] }).sorted()
        guard let first = edges.first, let last = edges.last, last > first else { return 0 }
        var (one, other, changed) = (before[...], after[...], 0.0)
        for (start, end) in zip(edges, edges.dropFirst()) {
            one = one.drop { $0.endSeconds <= start }
            other = other.drop { $0.endSeconds <= start }
            if one.first?.label != other.first?.label { changed += end - start }
        }
        return changed / (last - first)
    }
}
