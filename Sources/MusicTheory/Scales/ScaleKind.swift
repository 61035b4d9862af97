/// The scales that have a name.
public enum ScaleKind: String, CaseIterable, Hashable, Sendable {
    case major, minor
    case dorian, phrygian, lydian, mixolydian, locrian
    case harmonicMinor = "harmonic minor"
    case melodicMinor = "melodic minor"
    case harmonicMajor = "harmonic major"
    case phrygianDominant = "phrygian dominant"
    case doubleHarmonic = "double harmonic"
    case hungarianMinor = "hungarian minor"
    case lydianDominant = "lydian dominant"
    case altered
    case majorPentatonic = "major pentatonic"
    case minorPentatonic = "minor pentatonic"
    case blues
    case majorBlues = "major blues"
    case wholeTone = "whole tone"
    case octatonic
    case chromatic

    /// The seven modes of the major scale, brightest first.
    public static let churchModes: [ScaleKind] = [.lydian, .major, .mixolydian, .dorian, .minor, .phrygian, .locrian]

    /// The notes above the tonic, upwards.
    public var degrees: [ScaleDegree] { degreeNames.split(separator: " ").compactMap { ScaleDegree($0) } }

    private var degreeNames: String {
        switch self {
        case .major: "1 2 3 4 5 6 7"
        case .minor: "1 2 b3 4 5 b6 b7"
        case .dorian: "1 2 b3 4 5 6 b7"
        case .phrygian: "1 b2 b3 4 5 b6 b7"
        case .lydian: "1 2 3 #4 5 6 7"
        case .mixolydian: "1 2 3 4 5 6 b7"
        case .locrian: "1 b2 b3 4 b5 b6 b7"
        case .harmonicMinor: "1 2 b3 4 5 b6 7"
        case .melodicMinor: "1 2 b3 4 5 6 7"
        case .harmonicMajor: "1 2 3 4 5 b6 7"
        case .phrygianDominant: "1 b2 3 4 5 b6 b7"
        case .doubleHarmonic: "1 b2 3 4 5 b6 7"
        case .hungarianMinor: "1 2 b3 #4 5 b6 7"
        case .lydianDominant: "1 2 3 #4 5 6 b7"
        case .altered: "1 b2 b3 b4 b5 b6 b7"
        case .majorPentatonic: "1 2 3 5 6"
        case .minorPentatonic: "1 b3 4 5 b7"
        case .blues: "1 b3 4 b5 5 b7"
        case .majorBlues: "1 2 b3 3 5 6"
        case .wholeTone: "1 2 3 #4 #5 b7"
        case .octatonic: "1 2 b3 4 b5 b6 6 7"
        case .chromatic: "1 b2 2 b3 3 4 #4 5 b6 6 b7 7"
        }
    }

    /// Semitones above the tonic, upwards.
    public var intervals: [Int] { degrees.map(\.semitones) }

    /// Semitones from each note to the next, the last one to the octave.
    public var steps: [Int] {
        let notes = intervals + [12]
        return zip(notes.dropFirst(), notes).map { $0 - $1 }
    }

    private static let synonyms: [String: ScaleKind] = [
        "ionian": .major, "aeolian": .minor, "natural minor": .minor, "minor blues": .blues,
        "byzantine": .doubleHarmonic, "acoustic": .lydianDominant, "diminished": .octatonic,
        "pentatonic": .majorPentatonic, "maj": .major, "min": .minor,
    ]

    /// Reads a name in lower case, or one of the usual synonyms ("aeolian", "ionian", "natural minor").
    public init?(name: some StringProtocol) {
        let name = name.lowercased()
        guard let kind = ScaleKind(rawValue: name) ?? ScaleKind.synonyms[name] else { return nil }
        self = kind
    }
}
