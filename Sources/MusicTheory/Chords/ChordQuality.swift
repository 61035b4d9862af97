/// The kind of a chord, named by Harte's shorthands (Harte et al., Symbolic Representation of Musical Chords,
/// ISMIR 2005).
public enum ChordQuality: String, CaseIterable, Hashable, Sendable {
    case major = "maj"
    case minor = "min"
    case dominantSeventh = "7"
    case majorSeventh = "maj7"
    case minorSeventh = "min7"
    case diminished = "dim"
    case augmented = "aug"
    case suspendedFourth = "sus4"
    case suspendedSecond = "sus2"
    case halfDiminishedSeventh = "hdim7"
    case diminishedSeventh = "dim7"
    case majorSixth = "maj6"
    case minorSixth = "min6"
    case minorMajorSeventh = "minmaj7"
    case power = "5"

    /// Semitones of the chord's notes above its root.
    public var intervals: [Int] {
        switch self {
        case .major: [0, 4, 7]
        case .minor: [0, 3, 7]
        case .dominantSeventh: [0, 4, 7, 10]
        case .majorSeventh: [0, 4, 7, 11]
        case .minorSeventh: [0, 3, 7, 10]
        case .diminished: [0, 3, 6]
        case .augmented: [0, 4, 8]
        case .suspendedFourth: [0, 5, 7]
        case .suspendedSecond: [0, 2, 7]
        case .halfDiminishedSeventh: [0, 3, 6, 10]
        case .diminishedSeventh: [0, 3, 6, 9]
        case .majorSixth: [0, 4, 7, 9]
        case .minorSixth: [0, 3, 7, 9]
        case .minorMajorSeventh: [0, 3, 7, 11]
        case .power: [0, 7]
        }
    }

    /// Whether the chord has a minor third above its root.
    public var hasMinorThird: Bool { intervals.contains(3) }
}
