/// A chord in its key and its place in the bar: what a roman numeral is read from.
public struct KeyedChord: Hashable, Sendable {
    /// The chord.
    public var chord: Chord
    /// The key in which it is heard.
    public var key: Key
    /// Metrical strength of its start, 0...1: 1 on a downbeat.
    public var metricalStrength: Double
    /// Length in beats.
    public var durationBeats: Double

    /// A chord in a key, on a downbeat and one beat long unless told otherwise.
    public init(chord: Chord, key: Key, metricalStrength: Double = 1, durationBeats: Double = 1) {
        self.chord = chord
        self.key = key
        self.metricalStrength = metricalStrength
        self.durationBeats = durationBeats
    }
}

/// A chord explained in its key.
public struct HarmonicReading: Hashable, Sendable {
    /// The numeral with its figures.
    public var numeral: RomanNumeral
    /// What the chord does.
    public var function: HarmonicFunction
    /// Where its notes come from.
    public var role: HarmonicRole
    /// The degree that an applied chord leads to.
    public var appliedTo: RomanNumeral?
    /// The mode on the same tonic that a borrowed chord comes from: "minor", "major", "dorian", "phrygian", "lydian",
    /// "mixolydian".
    public var borrowedFrom: String?

    /// A reading of a chord.
    public init(
        numeral: RomanNumeral, function: HarmonicFunction, role: HarmonicRole, appliedTo: RomanNumeral? = nil,
        borrowedFrom: String? = nil
    ) {
        self.numeral = numeral
        self.function = function
        self.role = role
        self.appliedTo = appliedTo
        self.borrowedFrom = borrowedFrom
    }
}
