/// Roman numerals from chords in their keys.
///
/// The conventions: degrees of natural minor are unaltered in minor keys; bII is the Neapolitan N; a major triad or
/// dominant seventh that is foreign to the key and a fifth above one of its degrees is that degree's dominant; a
/// diminished chord is applied only if it resolves; the augmented sixth needs b6 in the bass and a dominant after it; the
/// tonic six-four before a dominant is itself of dominant function. (Aldwell & Schachter, Harmony and Voice Leading;
/// Kostka & Payne, Tonal Harmony; for loops and blues, Everett, The Foundations of Rock, 2009.)
public enum RomanNumeralAnalysis {
    /// One reading per chord, each in the context of its neighbours.
    ///
    /// - Parameter chords: the chords in order, without the stretches that have none.
    public static func readings(of chords: [KeyedChord]) -> [HarmonicReading] {
        let context = HarmonicContext(chords)
        var readings = chords.indices.map { reading(of: $0, in: context) }
        inheritSuspensions(&readings, context)
        return readings
    }

    private static func reading(of index: Int, in context: HarmonicContext) -> HarmonicReading {
        let chord = context.chords[index]
        let mode = context.mode(index)
        if chord.isSuspendedNinth {
            return HarmonicReading(numeral: chord.numeral(in: mode), function: .dominant, role: .diatonic)
        }
        return cadentialSixFour(chord, index, context)
            ?? appliedLeadingNoteChord(chord, index, context)
            ?? leadingNoteSeventh(chord, mode)
            ?? augmentedSixth(chord, index, context)
            ?? diatonic(chord, index, context)
            ?? tritoneSubstitute(chord, index, context)
            ?? appliedDominant(chord, index, context)
            ?? borrowed(chord, index, context)
            ?? chromatic(chord, index, context)
    }

    /// I64 with its dominant after it, on a beat no weaker than that one's.
    private static func cadentialSixFour(
        _ chord: ChordInKey, _ index: Int, _ context: HarmonicContext
    ) -> HarmonicReading? {
        guard chord.root == 0, chord.inversion == 2, chord.quality == .major || chord.quality == .minor,
            let next = context.next(index), next.root == 7, next.bass == 7, !next.quality.hasMinorThird,
            context.isAsStrongAsNext(index)
        else { return nil }
        let mode = context.mode(index)
        let numeral = chord.numeral(in: mode)
        if mode.contains(chord) { return HarmonicReading(numeral: numeral, function: .dominant, role: .diatonic) }
        let lender = mode == .major ? "minor" : "major"
        return HarmonicReading(numeral: numeral, function: .dominant, role: .borrowed, borrowedFrom: lender)
    }

    private static func diatonic(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicReading? {
        let mode = context.mode(index)
        guard mode.contains(chord) else { return nil }
        return HarmonicReading(
            numeral: chord.numeral(in: mode), function: function(of: chord, index, context), role: .diatonic)
    }

    private static func borrowed(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicReading? {
        let mode = context.mode(index)
        guard let lender = lender(of: chord, index, context) else { return nil }
        var function = function(of: chord, index, context)
        if function == .other { function = .mixture }
        return HarmonicReading(
            numeral: chord.numeral(in: mode), function: function, role: .borrowed, borrowedFrom: lender.rawValue)
    }

    private static func lender(of chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> ModalScale? {
        let mode = context.mode(index)
        if mode == .major {
            // The lowered seventh alone does not make a song minor.
            if !context.hasMinorColour(index), ModalScale.mixolydian.contains(chord) { return .mixolydian }
            if chord.root == 3, chord.quality == .augmented { return .minor }
        }
        return ModalScale.lenders(to: mode).first { $0.contains(chord) }
    }

    private static func chromatic(_ chord: ChordInKey, _ index: Int, _ context: HarmonicContext) -> HarmonicReading {
        HarmonicReading(
            numeral: chord.numeral(in: context.mode(index)), function: function(of: chord, index, context),
            role: .chromatic)
    }

    /// A suspension right before an applied dominant on the same root belongs to it: D:sus4 D:7 in C are Vsus4/V V7/V.
    private static func inheritSuspensions(_ readings: inout [HarmonicReading], _ context: HarmonicContext) {
        for index in readings.indices.dropLast().reversed() {
            let chord = context.chords[index]
            let next = readings[index + 1]
            guard chord.quality == .suspendedFourth || chord.quality == .suspendedSecond, !chord.isSuspendedNinth,
                chord.root == context.chords[index + 1].root, next.role == .applied, next.numeral.degree == 5,
                context.mode(index) == context.mode(index + 1)
            else { continue }
            let numeral = RomanNumeral(
                degree: 5, quality: chord.quality, inversion: chord.inversion, applied: next.appliedTo)
            readings[index] = HarmonicReading(
                numeral: numeral, function: .applied, role: .applied, appliedTo: next.appliedTo)
        }
    }
}
