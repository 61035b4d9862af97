extension RomanNumeral {
    /// The kind of chord as far as Harte's shorthands of `ChordQuality` go: ninths and above, and changes other than an
    /// added sixth, are left out. `nil` for augmented sixths, which no shorthand names.
    public var quality: ChordQuality? {
        switch name {
        case .italianSixth, .germanSixth, .frenchSixth: return nil
        case .neapolitan, .tritoneSubstitute, nil: break
        }
        let hasSixth = changes.contains(.added(ScaleDegree(number: 6)))
        switch (triad, seventh) {
        case (.major, nil): return hasSixth ? .majorSixth : .major
        case (.minor, nil): return hasSixth ? .minorSixth : .minor
        case (.major, .major): return .majorSeventh
        case (.major, _): return .dominantSeventh
        case (.minor, .major): return .minorMajorSeventh
        case (.minor, _): return .minorSeventh
        case (.diminished, .diminished): return .diminishedSeventh
        case (.diminished, nil): return .diminished
        case (.diminished, _): return .halfDiminishedSeventh
        case (.augmented, _): return .augmented
        case (.suspendedFourth, _): return .suspendedFourth
        case (.suspendedSecond, _): return .suspendedSecond
        case (.power, _): return .power
        }
    }

    /// A numeral of a quality on a degree of the scale.
    public init(
        degree: Int, alteration: Int = 0, quality: ChordQuality, inversion: Int = 0, isLowerCase: Bool = false,
        applied: RomanNumeral? = nil
    ) {
        let sixth = quality == .majorSixth || quality == .minorSixth
        self.init(
            degree: degree, alteration: alteration, triad: Triad(quality), seventh: Seventh(quality),
            inversion: inversion, isLowerCase: isLowerCase,
            changes: sixth ? [.added(ScaleDegree(number: 6))] : [], applied: applied)
    }
}

extension RomanNumeral.Triad {
    /// The triad of a quality.
    public init(_ quality: ChordQuality) {
        self =
            switch quality {
            case .major, .dominantSeventh, .majorSeventh, .majorSixth: .major
            case .minor, .minorSeventh, .minorSixth, .minorMajorSeventh: .minor
            case .diminished, .halfDiminishedSeventh, .diminishedSeventh: .diminished
            case .augmented: .augmented
            case .suspendedFourth: .suspendedFourth
            case .suspendedSecond: .suspendedSecond
            case .power: .power
            }
    }
}

extension RomanNumeral.Seventh {
    /// The seventh of a quality; `nil` if it has none.
    public init?(_ quality: ChordQuality) {
        switch quality {
        case .dominantSeventh, .minorSeventh, .halfDiminishedSeventh: self = .minor
        case .majorSeventh, .minorMajorSeventh: self = .major
        case .diminishedSeventh: self = .diminished
        case .major, .minor, .diminished, .augmented, .suspendedFourth, .suspendedSecond, .majorSixth, .minorSixth,
            .power:
            return nil
        }
    }
}
