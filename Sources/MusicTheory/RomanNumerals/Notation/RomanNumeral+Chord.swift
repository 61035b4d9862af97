extension RomanNumeral {
    // Fifths above the tonic of the seven degrees.
    private static let majorFifths = [0, 2, 4, -1, 1, 3, 5]
    private static let minorFifths = [0, 2, -3, -1, 1, -4, -2]

    /// Fifths from the tonic of a key of `mode` up to the root: 1 for V, -5 for N, 2 for V/V.
    ///
    /// The augmented sixths count from their bass, b6, since they sound as dominant sevenths on it.
    public func rootFifths(in mode: Mode) -> Int {
        if let applied {
            return localRootFifths(in: applied.isLowerCase ? .minor : .major) + applied.rootFifths(in: mode)
        }
        return localRootFifths(in: mode)
    }

    private func localRootFifths(in mode: Mode) -> Int {
        switch name {
        case .neapolitan, .tritoneSubstitute: return -5
        case .italianSixth, .germanSixth, .frenchSixth: return -4
        case nil: break
        }
        if mode == .minor, degree == 7, triad == .diminished, alteration <= 0 { return 5 + 7 * alteration }
        return (mode == .major ? RomanNumeral.majorFifths : RomanNumeral.minorFifths)[degree - 1] + 7 * alteration
    }

    /// The root in a key, spelt.
    public func root(in key: Key) -> PitchSpelling {
        PitchSpelling(fifths: key.tonicSpelling.fifths + rootFifths(in: key.mode))
    }

    /// The chord in a key, as far as `ChordQuality` goes. Augmented sixths are given as they sound: a dominant seventh
    /// on b6.
    public func chord(in key: Key) -> Chord {
        let root = root(in: key)
        guard let quality else { return Chord(root: root, quality: .dominantSeventh) }
        let bass = bassDegree.spelling(above: root)
        return Chord(root: root, quality: quality, bass: bass)
    }

    /// The bass above the root.
    private var bassDegree: ScaleDegree {
        switch inversion {
        case 1:
            switch triad {
            case .suspendedFourth: ScaleDegree(number: 4)
            case .suspendedSecond: ScaleDegree(number: 2)
            case .minor, .diminished: ScaleDegree(number: 3, alteration: -1)
            case .major, .augmented, .power: ScaleDegree(number: 3)
            }
        case 2: ScaleDegree(number: 5, alteration: triad == .diminished ? -1 : triad == .augmented ? 1 : 0)
        case 3:
            switch seventh {
            case .major: ScaleDegree(number: 7)
            case .diminished: ScaleDegree(number: 7, alteration: -2)
            case .minor, nil: ScaleDegree(number: 7, alteration: -1)
            }
        default: ScaleDegree(number: 1)
        }
    }
}
