/// The distance from one spelt pitch up to another, such as a minor third or an augmented fourth.
public struct Interval: Hashable, Sendable {
    /// How the size compares with the major scale's.
    public enum Quality: Hashable, Sendable {
        case perfect, major, minor
        /// Enlarged by a number of semitones, at least 1.
        case augmented(Int)
        /// Made smaller by a number of semitones, at least 1.
        case diminished(Int)
    }

    /// 1 a unison, 2 a second, 8 an octave, 10 a tenth.
    public let number: Int
    /// Semitones by which it is larger than the perfect or major interval of its number.
    public let alteration: Int

    /// An interval of a number, altered against the major scale.
    public init(number: Int, alteration: Int = 0) {
        precondition(number >= 1)
        self.number = number
        self.alteration = alteration
    }

    /// The simple interval (less than an octave) from one spelling up to another.
    public init(from lower: PitchSpelling, to upper: PitchSpelling) {
        let degree = ScaleDegree(from: lower, to: upper)
        self.init(number: degree.number, alteration: degree.alteration)
    }

    /// Reads "P5", "M3", "m7", "A4", "dd5".
    public init?(_ name: some StringProtocol) {
        let letters = name.prefix { !$0.isNumber }
        guard let number = Int(name.dropFirst(letters.count)), (1...29).contains(number), letters.count <= 4,
            let letter = letters.first, letters.allSatisfy({ $0 == letter })
        else { return nil }
        let isPerfect = Interval.isPerfect(number)
        switch (letter, isPerfect, letters.count) {
        case ("P", true, 1), ("M", false, 1): self.init(number: number)
        case ("m", false, 1): self.init(number: number, alteration: -1)
        case ("A", _, let count): self.init(number: number, alteration: count)
        case ("d", _, let count): self.init(number: number, alteration: isPerfect ? -count : -count - 1)
        default: return nil
        }
    }

    private static func isPerfect(_ number: Int) -> Bool { [1, 4, 5].contains((number - 1) % 7 + 1) }

    /// Perfect, major, minor, augmented or diminished.
    public var quality: Quality {
        let isPerfect = Interval.isPerfect(number)
        if alteration > 0 { return .augmented(alteration) }
        if alteration == 0 { return isPerfect ? .perfect : .major }
        if isPerfect { return .diminished(-alteration) }
        return alteration == -1 ? .minor : .diminished(-alteration - 1)
    }

    /// "P5", "M3", "m7", "A4", "dd5".
    public var name: String {
        let letters =
            switch quality {
            case .perfect: "P"
            case .major: "M"
            case .minor: "m"
            case .augmented(let count): String(repeating: "A", count: count)
            case .diminished(let count): String(repeating: "d", count: count)
            }
        return letters + String(number)
    }

    /// Size in semitones, octaves included; negative for a diminished unison.
    public var semitones: Int {
        [0, 2, 4, 5, 7, 9, 11][(number - 1) % 7] + 12 * ((number - 1) / 7) + alteration
    }

    /// Fifths that it spans on the line of fifths.
    public var fifths: Int { [0, 2, 4, -1, 1, 3, 5][(number - 1) % 7] + 7 * alteration }

    /// The simple interval that fills it up to an octave: a sixth for a third. Compound intervals are reduced first.
    public var inverted: Interval {
        let simple = (number - 1) % 7 + 1
        if simple == 1 { return Interval(number: 8, alteration: -alteration) }
        let isPerfect = Interval.isPerfect(simple)
        return Interval(number: 9 - simple, alteration: isPerfect ? -alteration : -alteration - 1)
    }
}

extension PitchSpelling {
    /// The pitch an interval higher.
    public func transposed(by interval: Interval) -> PitchSpelling { PitchSpelling(fifths: fifths + interval.fifths) }
}
