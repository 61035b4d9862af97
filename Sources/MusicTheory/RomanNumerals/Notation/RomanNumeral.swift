/// A chord by its degree in a key, in the analysts' notation: "V65/V", "bVI", "iiø7", "N6", "Ger65".
///
/// Upper case has a major third, lower case a minor one. A plain seventh is minor, whatever the key ("I7" is a dominant
/// seventh, "Imaj7" a major seventh), as is usual in popular music. In minor keys the degrees of natural minor are
/// unaltered (III, VI, VII, v), but viio and viiø stand on the leading note.
public struct RomanNumeral: Hashable, Sendable {
    /// Chords that have a name instead of a degree.
    public enum Name: String, CaseIterable, Hashable, Sendable {
        case neapolitan = "N"
        case tritoneSubstitute = "subV"
        case italianSixth = "It"
        case germanSixth = "Ger"
        case frenchSixth = "Fr"
    }

    /// The three lowest notes when they are stacked in thirds, or what replaces them.
    public enum Triad: Hashable, Sendable, CaseIterable {
        case major, minor, diminished, augmented, suspendedFourth, suspendedSecond, power
    }

    /// The size of the seventh.
    public enum Seventh: Hashable, Sendable, CaseIterable {
        case minor, major, diminished
    }

    /// A note added to, left out of or altered in the chord.
    public enum Change: Hashable, Sendable {
        case added(ScaleDegree)
        case omitted(Int)
        case altered(ScaleDegree)
    }

    /// The name, where the chord has one.
    public let name: Name?
    /// Degree of the root, 1...7.
    public let degree: Int
    /// Semitones by which the root is raised against the key's scale; flats are negative.
    public var alteration: Int
    /// The triad.
    public let triad: Triad
    /// The seventh, if there is one.
    public let seventh: Seventh?
    /// The highest note of the stack of thirds: 5, 7, 9, 11 or 13.
    public let extent: Int
    /// Number of the chord's note in the bass: 0 the root, 1 the third, 2 the fifth, 3 the seventh.
    public var inversion: Int { didSet { precondition((0...3).contains(inversion)) } }
    /// Whether the numeral is written in lower case; what has no third of its own takes the case of its degree.
    public let isLowerCase: Bool
    /// What else is changed, in the order given.
    public var changes: [Change]
    // An array, since a value cannot hold another of its own kind directly: at most one element.
    private var appliedNumerals: [RomanNumeral]

    /// A numeral on a degree of the scale.
    ///
    /// - Parameters:
    ///   - degree: 1...7.
    ///   - isLowerCase: needed where the triad has no third; otherwise the triad decides.
    public init(
        degree: Int, alteration: Int = 0, triad: Triad, seventh: Seventh? = nil, extent: Int? = nil,
        inversion: Int = 0, isLowerCase: Bool = false, changes: [Change] = [], applied: RomanNumeral? = nil
    ) {
        precondition((1...7).contains(degree) && (0...3).contains(inversion))
        name = nil
        self.degree = degree
        self.alteration = alteration
        self.triad = triad
        self.seventh = seventh
        self.extent = seventh == nil ? 5 : (extent ?? 7)
        self.inversion = triad == .power ? 0 : inversion
        switch triad {
        case .major, .augmented: self.isLowerCase = false
        case .minor, .diminished: self.isLowerCase = true
        case .suspendedFourth, .suspendedSecond, .power: self.isLowerCase = isLowerCase
        }
        self.changes = changes
        appliedNumerals = applied.map { [$0] } ?? []
    }

    /// A chord with a name. The root of the Italian and German sixths is #4 (they are #4 chords with the sixth degree,
    /// lowered, in the bass), that of the French sixth is 2, that of the Neapolitan and the tritone substitute b2.
    public init(
        _ name: Name, inversion: Int? = nil, changes: [Change] = [], applied: RomanNumeral? = nil
    ) {
        self.name = name
        switch name {
        case .neapolitan, .tritoneSubstitute: (degree, alteration) = (2, -1)
        case .italianSixth, .germanSixth: (degree, alteration) = (4, 1)
        case .frenchSixth: (degree, alteration) = (2, 0)
        }
        triad = name == .italianSixth || name == .germanSixth ? .diminished : .major
        switch name {
        case .neapolitan, .italianSixth: seventh = nil
        case .germanSixth: seventh = .diminished
        case .tritoneSubstitute, .frenchSixth: seventh = .minor
        }
        extent = seventh == nil ? 5 : 7
        self.inversion = inversion ?? RomanNumeral.usualInversion(of: name)
        isLowerCase = false
        self.changes = changes
        appliedNumerals = applied.map { [$0] } ?? []
    }

    /// The chord inversion that a name stands for when no figures follow: augmented sixths have b6 in the bass.
    static func usualInversion(of name: Name) -> Int {
        switch name {
        case .neapolitan, .tritoneSubstitute: 0
        case .italianSixth, .germanSixth: 1
        case .frenchSixth: 2
        }
    }

    /// The degree whose own dominant (or leading-note chord, ...) this is: V of "V7/V".
    public var applied: RomanNumeral? {
        get { appliedNumerals.first }
        set { appliedNumerals = newValue.map { [$0] } ?? [] }
    }
}
