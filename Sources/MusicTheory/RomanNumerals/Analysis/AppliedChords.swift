extension RomanNumeralAnalysis {
    /// The degrees that can have a dominant of their own: those with a major or minor triad, except the tonic.
    private static func target(_ root: Int, _ mode: Mode) -> RomanNumeral? {
        switch (mode, root) {
        case (.major, 2): RomanNumeral(degree: 2, triad: .minor)
        case (.major, 4): RomanNumeral(degree: 3, triad: .minor)
        case (.major, 5): RomanNumeral(degree: 4, triad: .major)
        case (.major, 9): RomanNumeral(degree: 6, triad: .minor)
        case (.minor, 3): RomanNumeral(degree: 3, triad: .major)
        case (.minor, 5): RomanNumeral(degree: 4, triad: .minor)
        case (.minor, 8): RomanNumeral(degree: 6, triad: .major)
        case (.minor, 10): RomanNumeral(degree: 7, triad: .major)
        case (_, 7): RomanNumeral(degree: 5, triad: .major)
        default: nil
        }
    }

    private static func applied(_ numeral: RomanNumeral, to target: RomanNumeral) -> HarmonicReading {
        var numeral = numeral
        numeral.applied = target
        return HarmonicReading(numeral: numeral, function: .applied, role: .applied, appliedTo: target)
    }

    /// V/x, V7/x, V+/x.
    static func appliedDominant(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicReading? {
        let mode = context.mode(index)
        let goal = (chord.root + 5) % 12
        guard chord.isDominantLike, let target = target(goal, mode) else { return nil }
        // On these roots the chord is more often a colour of its own than a dominant, unless it does resolve: I7 in
        // major (blues), I and IV in minor (Picardy third, Dorian), and any augmented triad.
        let needsResolution =
            chord.quality == .augmented || (mode == .major ? chord.root == 0 : chord.root == 0 || chord.root == 5)
        if needsResolution, !context.resolves(index, to: goal), !isDeceptive(chord, index, context) { return nil }
        if chord.root == 0, mode == .major, context.hasBluesTonic(index) { return nil }
        if needsResolution, context.relaxes(index) { return nil }
        if isLydianNeighbour(chord, index, context) { return nil }
        return applied(RomanNumeral(degree: 5, quality: chord.quality, inversion: chord.inversion), to: target)
    }

    /// V7/IV before ii, which stands for IV as vi does for I.
    private static func isDeceptive(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> Bool {
        guard chord.root == 0, chord.quality == .dominantSeventh, context.mode(index) == .major else { return false }
        return context.next(index)?.root == 2 && context.next(index)?.quality.hasMinorThird == true
    }

    /// II between two tonics, in a vamp, comes from the Lydian mode and leads to no dominant.
    private static func isLydianNeighbour(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> Bool {
        context.mode(index) == .major && chord.root == 2 && chord.quality == .major
            && context.next(index)?.root == 0 && context.next(index)?.inversion != 2
            && context.previous(index)?.root == 0
    }

    /// viio/x, viio7/x, viiø7/x, where x or its dominant follows. A diminished seventh chord is read from whichever of its notes leads
    /// there.
    static func appliedLeadingNoteChord(
        _ chord: ChordInKey, _ index: Int, _ context: HarmonicContext
    ) -> HarmonicReading? {
        let mode = context.mode(index)
        guard chord.isDiminished else { return nil }
        if chord.quality != .diminishedSeventh, mode.contains(chord) { return nil }
        let steps = chord.quality == .diminishedSeventh ? [0, 3, 6, 9] : [0]
        for step in steps {
            let root = (chord.root + step) % 12
            let goal = (root + 1) % 12
            guard let target = target(goal, mode), leads(index, to: goal, context) else { continue }
            let respelt = chord.respelt(from: root)
            return applied(
                RomanNumeral(degree: 7, quality: chord.quality, inversion: respelt.inversion), to: target)
        }
        return nil
    }

    /// Whether `goal` or its dominant follows.
    private static func leads(_ index: Int, to goal: Int, _ context: HarmonicContext) -> Bool {
        if context.resolves(index, to: goal) { return true }
        guard let next = context.next(index), next.isDominantLike, next.quality != .augmented else { return false }
        return next.root == (goal + 7) % 12 && !context.mode(index).contains(next)
    }

    /// viio7, whichever of its notes it is named after: the key has only one diminished seventh chord of its own.
    static func leadingNoteSeventh(_ chord: ChordInKey, _ mode: Mode) -> HarmonicReading? {
        guard chord.quality == .diminishedSeventh, chord.root % 3 == 2 else { return nil }
        let respelt = chord.respelt(from: 11)
        let numeral = RomanNumeral(degree: 7, quality: .diminishedSeventh, inversion: respelt.inversion)
        return mode == .minor
            ? HarmonicReading(numeral: numeral, function: .dominantSub, role: .diatonic)
            : HarmonicReading(numeral: numeral, function: .dominantSub, role: .borrowed, borrowedFrom: "minor")
    }

    /// Ger65: sounds as a dominant seventh on b6, with b6 in the bass and the dominant (or its six-four) after it. The
    /// Italian and French sixths have no shorthand among the chord qualities.
    static func augmentedSixth(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicReading? {
        guard chord.root == 8, chord.quality == .dominantSeventh, chord.bass == 8, context.resolves(index, to: 7) else {
            return nil
        }
        return HarmonicReading(numeral: RomanNumeral(.germanSixth), function: .subdominant, role: .chromatic)
    }

    /// subV7 and subV7/x: a dominant seventh a semitone above the chord that follows. Before V it is bVI7 (or Ger65);
    /// IV7 is a blues colour.
    static func tritoneSubstitute(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicReading? {
        guard chord.quality == .dominantSeventh else { return nil }
        let goal = (chord.root + 11) % 12
        guard context.resolves(index, to: goal) else { return nil }
        let numeral = RomanNumeral(.tritoneSubstitute, inversion: chord.inversion)
        if goal == 0 { return HarmonicReading(numeral: numeral, function: .dominantSub, role: .chromatic) }
        guard goal != 7, chord.root != 5, let target = target(goal, context.mode(index)) else { return nil }
        return applied(numeral, to: target)
    }
}
