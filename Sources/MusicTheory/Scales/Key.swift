/// The two modes of common-practice keys.
public enum Mode: String, CaseIterable, Hashable, Sendable {
    case major, minor
}

/// One of the 24 major and minor keys.
public struct Key: Hashable, Sendable {
    /// The first degree.
    public let tonic: PitchClass
    /// Major or minor.
    public let mode: Mode

    /// The key of a mode on a tonic.
    public init(tonic: PitchClass, mode: Mode) {
        self.tonic = tonic
        self.mode = mode
    }

    /// The key at `index` of `all`.
    public init(index: Int) {
        precondition((0..<24).contains(index))
        self.init(tonic: PitchClass(index % 12), mode: index < 12 ? .major : .minor)
    }

    /// Reads "Eb major" or "F# minor" (any spelling of the tonic).
    public init?(_ name: some StringProtocol) {
        let words = name.split(separator: " ")
        guard words.count == 2, let tonic = PitchSpelling(words[0]), let mode = Mode(rawValue: words[1].lowercased())
        else { return nil }
        self.init(tonic: tonic.pitchClass, mode: mode)
    }

    /// The twelve major keys from C upwards, then the twelve minor keys.
    public static let all: [Key] = (0..<24).map(Key.init(index:))

    /// Place in `all`.
    public var index: Int { tonic.semitone + (mode == .major ? 0 : 12) }

    /// The tonic as key signatures are conventionally written: at most six accidentals, F# major and Eb minor where
    /// both spellings have six.
    public var tonicSpelling: PitchSpelling {
        switch mode {
        case .major: PitchSpelling(tonic, lowestFifths: -5)  // Db ... F#
        case .minor: PitchSpelling(tonic, lowestFifths: -3)  // Eb ... G#
        }
    }

    /// "C major", "F# minor", ...
    public var name: String { "\(tonicSpelling.name) \(mode.rawValue)" }

    /// Sharps of the key signature; flats are negative.
    public var signatureFifths: Int { tonicSpelling.fifths - (mode == .major ? 0 : 3) }

    /// The key with the same signature in the other mode.
    public var relative: Key {
        mode == .major
            ? Key(tonic: tonic.transposed(by: 9), mode: .minor) : Key(tonic: tonic.transposed(by: 3), mode: .major)
    }

    /// The pitch classes of the (natural) scale, from the tonic upwards.
    public var scale: [PitchClass] {
        let steps = mode == .major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
        return steps.map(tonic.transposed(by:))
    }

    /// The usual name of a pitch in this key: in C major Db ... F#, in A minor Eb ... G#.
    public func spelling(of pitchClass: PitchClass) -> PitchSpelling {
        PitchSpelling(pitchClass, lowestFifths: tonicSpelling.fifths - (mode == .major ? 5 : 6))
    }

    /// The usual name of a chord's root in this key: as `spelling(of:)`, but outside the scale never E#, B#, Cb, Fb or a
    /// double accidental, which nobody reads at sight.
    public func chordRootSpelling(of pitchClass: PitchClass) -> PitchSpelling {
        let usual = spelling(of: pitchClass)
        let scale = (signatureFifths - 1)...(signatureFifths + 5)
        let readable = -6...10  // Gb ... A#
        if scale.contains(usual.fifths) || readable.contains(usual.fifths) { return usual }
        return PitchSpelling(fifths: usual.fifths + (usual.fifths > 0 ? -12 : 12))
    }
}
