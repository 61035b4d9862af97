internal import MusicTheory

/// A roman numeral as annotators mean it, so that one chord written by two conventions is one form.
///
/// Named chords stand on their degree (N is bII, subV7 is bII7, Ger65 is a dominant seventh on the lowered sixth degree).
/// A chord is a triad or a seventh chord: ninths and above count as sevenths, added sixths are colour, and suspended
/// chords have no seventh. Case says nothing of what has no third. The same chord as a degree and as another degree's
/// dominant stays two forms.
struct NumeralForm: Hashable {
    private var degree: Int
    private var alteration: Int
    private var triad: RomanNumeral.Triad
    private var seventh: RomanNumeral.Seventh?
    private var inversion: Int
    private var isAugmentedSixth = false
    /// What an applied chord leads to.
    private var applied: String

    /// Reads analysts' notation.
    ///
    /// - Throws: for what is no numeral.
    init(_ text: String) throws(EvaluationError) {
        guard let numeral = RomanNumeral(text) else {
            throw EvaluationError("\"\(text)\" is no roman numeral; write one such as \"V65/V\" or \"iiø7\".")
        }
        (degree, alteration) = (numeral.degree, numeral.alteration)
        (triad, seventh, inversion) = (numeral.triad, numeral.seventh, numeral.inversion)
        applied = numeral.applied?.text ?? ""
        if triad == .suspendedFourth || triad == .suspendedSecond { seventh = nil }
        switch numeral.name {
        case .neapolitan, .tritoneSubstitute, nil: break
        case .italianSixth, .germanSixth, .frenchSixth:
            (degree, alteration, triad, seventh, inversion) = (6, -1, .major, .minor, 0)
            isAugmentedSixth = true
        }
    }

    /// Whether both mean one chord as far as `comparison` asks. A power chord agrees with the triads on its degree.
    func agrees(with other: NumeralForm, by comparison: NumeralComparison) -> Bool {
        var (left, right) = (reduced(to: comparison), other.reduced(to: comparison))
        if left.triad == .power || right.triad == .power {
            (left.triad, right.triad) = (.power, .power)
            (left.inversion, right.inversion) = (0, 0)
        }
        if left.isAugmentedSixth != right.isAugmentedSixth {
            // Its degree is VI in minor and bVI in major, and the numeral does not tell the mode.
            if left.alteration == 0 || right.alteration == 0 { (left.alteration, right.alteration) = (0, 0) }
            (left.isAugmentedSixth, right.isAugmentedSixth) = (false, false)
        }
        return left == right
    }

    private func reduced(to comparison: NumeralComparison) -> NumeralForm {
        var form = self
        switch comparison {
        case .wholeFigure: break
        case .withoutInversion: form.inversion = 0
        case .triad: (form.inversion, form.seventh) = (0, nil)
        case .degree: (form.inversion, form.seventh, form.triad) = (0, nil, .power)
        }
        return form
    }
}
