extension ChordInKey {
    /// The numeral of the chord on its degree, without any context.
    func numeral(in mode: Mode) -> RomanNumeral {
        let (degree, alteration) = degree(in: mode)
        if isSuspendedNinth { return RomanNumeral(degree: 5, triad: .suspendedFourth, seventh: .minor, extent: 9) }
        if root == 1, quality == .major { return RomanNumeral(.neapolitan, inversion: inversion) }
        return RomanNumeral(
            degree: degree, alteration: alteration, quality: quality, inversion: inversion,
            isLowerCase: quality == .power && isLowerCaseDegree(in: mode))
    }

    private static let majorDegrees = [1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 7]
    private static let majorAlterations = [0, -1, 0, -1, 0, 0, 1, 0, -1, 0, -1, 0]
    private static let minorDegrees = [1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 7]
    private static let minorAlterations = [0, -1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1]

    private func degree(in mode: Mode) -> (degree: Int, alteration: Int) {
        let isMajor = mode == .major
        if isDiminished {
            // Diminished chords lead upwards, so their roots are raised degrees; the exceptions are degrees of the key.
            switch (root, mode) {
            case (1, _): return (1, 1)
            case (3, .major): return (2, 1)
            case (8, .major): return (5, 1)
            case (10, .minor): return (7, -1)
            case (11, .minor): return (7, 0)
            default: break
            }
        } else if root == 6, isSpeltFlat {
            return (5, -1)
        }
        return isMajor
            ? (ChordInKey.majorDegrees[root], ChordInKey.majorAlterations[root])
            : (ChordInKey.minorDegrees[root], ChordInKey.minorAlterations[root])
    }

    /// Whether the triad of the scale on this degree is minor or diminished.
    private func isLowerCaseDegree(in mode: Mode) -> Bool {
        switch mode {
        case .major: [2, 4, 9, 11].contains(root)
        case .minor: [0, 2, 5, 7].contains(root)
        }
    }
}
