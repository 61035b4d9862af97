/// A scale on a tonic.
public struct Scale: Hashable, Sendable {
    /// The first note.
    public let tonic: PitchSpelling
    /// Its steps.
    public let kind: ScaleKind

    /// A scale of a kind on a tonic.
    public init(tonic: PitchSpelling, kind: ScaleKind) {
        self.tonic = tonic
        self.kind = kind
    }

    /// Reads "D dorian", "Bb harmonic minor".
    public init?(_ name: some StringProtocol) {
        guard let space = name.firstIndex(of: " "), let tonic = PitchSpelling(name[..<space]),
            let kind = ScaleKind(name: name[name.index(after: space)...])
        else { return nil }
        self.init(tonic: tonic, kind: kind)
    }

    /// "D dorian".
    public var name: String { "\(tonic.name) \(kind.rawValue)" }

    /// Its notes, spelt, from the tonic upwards.
    public var notes: [PitchSpelling] { kind.degrees.map { $0.spelling(above: tonic) } }

    /// Its pitch classes, from the tonic upwards.
    public var pitchClasses: [PitchClass] { kind.intervals.map(tonic.pitchClass.transposed(by:)) }

    /// Whether all notes of a chord are in the scale.
    public func contains(_ chord: Chord) -> Bool {
        let notes = Set(pitchClasses)
        return chord.pitchClasses.allSatisfy(notes.contains)
    }
}
