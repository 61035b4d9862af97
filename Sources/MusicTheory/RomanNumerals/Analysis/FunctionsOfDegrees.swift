extension RomanNumeralAnalysis {
    /// What a chord does by its degree, where no other rule has spoken.
    static func function(of chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicFunction {
        let mode = context.mode(index)
        let next = context.next(index)
        // A diminished seventh chord that does not resolve embellishes what follows, if it keeps that chord's root.
        if chord.quality == .diminishedSeventh {
            guard let next, chord.notes & 1 << UInt16(next.root) != 0 else { return .other }
            return function(of: next, in: mode, before: nil)
        }
        return function(of: chord, in: mode, before: next)
    }

    private static func function(of chord: ChordInKey, in mode: Mode, before next: ChordInKey?) -> HarmonicFunction {
        let isMinor = chord.quality.hasMinorThird
        switch chord.root {
        case 0: return chord.isDiminished ? .other : .tonic
        case 1: return isMinor ? .other : .subdominant
        case 2: return .subdominantSub
        case 3:
            if mode == .minor, chord.quality == .augmented { return .dominantSub }
            return isMinor ? .mixture : .tonicSub
        case 4: return mode == .major ? .tonicSub : .other
        case 5: return .subdominant
        case 6: return chord.isDiminished ? .subdominantSub : .other
        case 7: return isMinor ? .dominantSub : .dominant
        case 8: return isMinor ? .mixture : .tonicSub
        case 9: return .tonicSub
        case 10: return subtonic(isMinor: isMinor, in: mode, before: next)
        default: return chord.isDiminished ? .dominantSub : .other
        }
    }

    private static func subtonic(isMinor: Bool, in mode: Mode, before next: ChordInKey?) -> HarmonicFunction {
        if isMinor { return .mixture }
        if mode == .minor || next?.root == 0 { return .dominantSub }
        // The subdominant of the subdominant, in the double plagal bVII-IV-I.
        return next?.root == 5 ? .subdominantSub : .mixture
    }
}
