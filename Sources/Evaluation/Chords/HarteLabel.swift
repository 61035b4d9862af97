public import MusicTheory

/// A chord label in Harte's syntax (Harte et al., "Symbolic representation of musical chords", ISMIR 2005): "N" for no
/// chord, "X" for one that cannot be named, "C", "A:min7", "G:maj(9,*3)/5", "D:(b3,5)".
public enum HarteLabel: Hashable, Sendable {
    /// A degree in brackets: added, or left out (with an asterisk).
    public struct Degree: Hashable, Sendable {
        /// Which note, counted from the root.
        public var degree: ScaleDegree
        /// Whether the chord goes without it.
        public var isOmitted: Bool
    }

    /// No chord sounds.
    case none
    /// Something sounds that is no chord of the vocabulary.
    case unknown
    /// A chord: `shorthand` is `nil` where the degrees say it all.
    case chord(root: PitchSpelling, shorthand: ChordShorthand?, degrees: Set<Degree>, bass: ScaleDegree)

    /// Reads a label.
    public init(_ label: some StringProtocol) throws(EvaluationError) {
        switch label {
        case "N": self = .none
        case "X": self = .unknown
        default:
            guard let chord = Self.chord(label) else {
                throw EvaluationError(
                    "\"\(label)\" is no chord label; write Harte's syntax, such as \"A:min7\", \"G:maj(9)/5\" or \"N\"."
                )
            }
            self = chord
        }
    }

    private static func chord(_ label: some StringProtocol) -> HarteLabel? {
        let slash = label.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var bass = ScaleDegree(number: 1)
        if slash.count == 2 {
            guard let degree = degree(slash[1]) else { return nil }
            bass = degree
        }
        let colon = slash[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let root = PitchSpelling(colon[0]) else { return nil }
        guard colon.count == 2 else {
            return .chord(root: root, shorthand: .major, degrees: [], bass: bass)
        }
        let bracket = colon[1].split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
        var shorthand: ChordShorthand?
        if !bracket[0].isEmpty {
            guard let named = ChordShorthand(rawValue: String(bracket[0])) else { return nil }
            shorthand = named
        }
        var degrees: Set<Degree> = []
        if bracket.count == 2 {
            guard bracket[1].last == ")" else { return nil }
            for item in bracket[1].dropLast().split(separator: ",", omittingEmptySubsequences: false) {
                let isOmitted = item.first == "*"
                guard let degree = degree(item.dropFirst(isOmitted ? 1 : 0)) else { return nil }
                degrees.insert(Degree(degree: degree, isOmitted: isOmitted))
            }
        }
        guard shorthand != nil || !degrees.isEmpty else { return nil }
        return .chord(root: root, shorthand: shorthand, degrees: degrees, bass: bass)
    }

    /// Flats or sharps, not both, and a number from 1 to 13.
    private static func degree(_ name: some StringProtocol) -> ScaleDegree? {
        let accidentals = name.prefix { $0 == "b" || $0 == "#" }
        guard Set(accidentals).count <= 1, !name.dropFirst(accidentals.count).hasPrefix("0") else { return nil }
        return ScaleDegree(name)
    }
}
