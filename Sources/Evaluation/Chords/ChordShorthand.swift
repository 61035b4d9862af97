/// Harte's short names of chords (Harte, Towards Automatic Extraction of Harmony Information from Music Signals, PhD
/// thesis, Queen Mary University of London, 2010, table 4.3), with the chords of ninths and above.
public enum ChordShorthand: String, CaseIterable, Hashable, Sendable {
    case major = "maj"
    case minor = "min"
    case diminished = "dim"
    case augmented = "aug"
    case root = "1"
    case power = "5"
    case suspendedSecond = "sus2"
    case suspendedFourth = "sus4"
    case majorSixth = "maj6"
    case minorSixth = "min6"
    case dominantSeventh = "7"
    case majorSeventh = "maj7"
    case minorSeventh = "min7"
    case diminishedSeventh = "dim7"
    case halfDiminishedSeventh = "hdim7"
    case minorMajorSeventh = "minmaj7"
    case augmentedSeventh = "aug7"
    case dominantNinth = "9"
    case majorNinth = "maj9"
    case minorNinth = "min9"
    case dominantEleventh = "11"
    case majorEleventh = "maj11"
    case minorEleventh = "min11"
    case dominantThirteenth = "13"
    case majorThirteenth = "maj13"
    case minorThirteenth = "min13"

    /// Semitones above the root of what the chord has within an octave: the notes from the ninth on do not count.
    var semitones: [Int] {
        switch self {
        case .major: [0, 4, 7]
        case .minor: [0, 3, 7]
        case .diminished: [0, 3, 6]
        case .augmented: [0, 4, 8]
        case .root: [0]
        case .power: [0, 7]
        case .suspendedSecond: [0, 2, 7]
        case .suspendedFourth: [0, 5, 7]
        case .majorSixth: [0, 4, 7, 9]
        case .minorSixth: [0, 3, 7, 9]
        case .dominantSeventh, .dominantNinth, .dominantEleventh, .dominantThirteenth: [0, 4, 7, 10]
        case .majorSeventh, .majorNinth, .majorEleventh, .majorThirteenth: [0, 4, 7, 11]
        case .minorSeventh, .minorNinth, .minorEleventh, .minorThirteenth: [0, 3, 7, 10]
        case .diminishedSeventh: [0, 3, 6, 9]
        case .halfDiminishedSeventh: [0, 3, 6, 10]
        case .minorMajorSeventh: [0, 3, 7, 11]
        case .augmentedSeventh: [0, 4, 8, 10]
        }
    }

    /// Semitones above the root, in one octave, of the notes from the ninth on.
    var extensions: [Int] {
        switch self {
        case .dominantNinth, .majorNinth, .minorNinth: [2]
        case .dominantEleventh, .majorEleventh, .minorEleventh: [2, 5]
        case .dominantThirteenth, .majorThirteenth, .minorThirteenth: [2, 5, 9]
        default: []
        }
    }
}
