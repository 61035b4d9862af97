/// A tonic with one of the seven church modes: "D dorian".
public struct ModalKey: Hashable, Sendable {
    /// The first degree.
    public let tonic: PitchSpelling
    /// One of `ScaleKind.churchModes`.
    public let mode: ScaleKind

    /// The key of a church mode on a tonic; `nil` for any other scale.
    public init?(tonic: PitchSpelling, mode: ScaleKind) {
        guard ScaleKind.churchModes.contains(mode) else { return nil }
        self.tonic = tonic
        self.mode = mode
    }

    /// The major or minor key as a modal key.
    public init(_ key: Key) {
        tonic = key.tonicSpelling
        mode = key.mode == .major ? .major : .minor
    }

    /// Reads "D dorian", "Bb major".
    public init?(_ name: some StringProtocol) {
        guard let scale = Scale(name) else { return nil }
        self.init(tonic: scale.tonic, mode: scale.kind)
    }

    /// "D dorian".
    public var name: String { "\(tonic.name) \(mode.rawValue)" }

    /// Its scale.
    public var scale: Scale { Scale(tonic: tonic, kind: mode) }

    /// The major or minor key on the same tonic, by the mode's third.
    public var nearestKey: Key {
        let isMajor = mode.intervals.contains(4)
        return Key(tonic: tonic.pitchClass, mode: isMajor ? .major : .minor)
    }

    /// Sharps of the key signature; flats are negative.
    public var signatureFifths: Int {
        // Lydian has one sharp more than the major key on its tonic, each following mode one fewer.
        let place = ScaleKind.churchModes.firstIndex(of: mode) ?? 1
        return tonic.fifths + 1 - place
    }

    /// The major key with the same signature: C major for D dorian.
    public var relativeMajor: Key { Key(tonic: PitchSpelling(fifths: signatureFifths).pitchClass, mode: .major) }
}
