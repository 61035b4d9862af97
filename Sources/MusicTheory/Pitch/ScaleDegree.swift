/// A note counted from a root as Harte writes it: "3", "b7", "#11".
public struct ScaleDegree: Hashable, Sendable {
    /// Steps of the major scale from 1; 8 and above are compound.
    public let number: Int
    /// Sharps; flats are negative.
    public let alteration: Int

    /// A degree of the major scale, raised by `alteration` semitones.
    public init(number: Int, alteration: Int = 0) {
        precondition(number >= 1)
        self.number = number
        self.alteration = alteration
    }

    /// Reads accidentals followed by a number from 1 to 13.
    public init?(_ name: some StringProtocol) {
        let accidentals = name.prefix { $0 == "b" || $0 == "#" }
        let digits = name.dropFirst(accidentals.count)
        guard accidentals.count <= 2, digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits),
            (1...13).contains(number)
        else { return nil }
        self.init(number: number, alteration: accidentals.reduce(0) { $0 + ($1 == "#" ? 1 : -1) })
    }

    /// The simplest degree from one spelling up to another.
    public init(from root: PitchSpelling, to note: PitchSpelling) {
        // Degrees of the major scale by fifths above the root: 4 1 5 2 6 3 7.
        let fifths = note.fifths - root.fifths + 1
        let place = (fifths % 7 + 7) % 7
        self.init(number: [4, 1, 5, 2, 6, 3, 7][place], alteration: (fifths - place) / 7)
    }

    /// Semitones above the root, 0...11.
    public var semitones: Int {
        PitchClass([0, 2, 4, 5, 7, 9, 11][(number - 1) % 7] + alteration).semitone
    }

    /// The spelling of this degree above `root`.
    public func spelling(above root: PitchSpelling) -> PitchSpelling {
        PitchSpelling(fifths: root.fifths + [0, 2, 4, -1, 1, 3, 5][(number - 1) % 7] + 7 * alteration)
    }

    /// "3", "b7", ...
    public var name: String {
        String(repeating: alteration < 0 ? "b" : "#", count: abs(alteration)) + String(number)
    }
}
