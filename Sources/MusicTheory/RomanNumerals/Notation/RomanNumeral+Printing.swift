extension RomanNumeral {
    private static let letters = ["I", "II", "III", "IV", "V", "VI", "VII"]

    /// The numeral in its normal form: flats and sharps as "b" and "#", "o" diminished, "ø" half-diminished, "+"
    /// augmented; figures without slashes, the third inversion of a seventh chord as "42".
    public var text: String {
        rootText + (triad == .power ? "5" : sizeText + figures) + changesText + appliedText
    }

    /// The same without the figures of inversion: "V65/V" gives "V7/V".
    public var rootPositionText: String {
        if let name, name != .tritoneSubstitute { return name.rawValue + changesText + appliedText }
        var numeral = self
        numeral.inversion = 0
        return numeral.text
    }

    /// The figures of inversion: "", "6", "64", "7", "65", "43", "42", "9", "11" or "13".
    public var figures: String {
        // "It" alone means It6.
        if extent == 5 { return [name == .italianSixth ? "53" : "", "6", "64"][min(inversion, 2)] }
        if extent > 7, inversion == 0 { return String(extent) }
        return ["7", "65", "43", "42"][min(inversion, 3)]
    }

    /// Accidentals and letters: "bVI", "v"; the name of chords that have one.
    public var rootText: String {
        if let name { return name.rawValue }
        let accidentals = String(repeating: alteration < 0 ? "b" : "#", count: abs(alteration))
        let letters = RomanNumeral.letters[degree - 1]
        return accidentals + (isLowerCase ? letters.lowercased() : letters)
    }

    private var sizeText: String {
        guard name == nil else { return "" }
        let mark =
            switch (triad, seventh) {
            case (.diminished, .minor): "ø"
            case (.diminished, _): "o"
            case (.augmented, _): "+"
            default: ""
            }
        return mark + (seventh == .major ? "maj" : "")
    }

    private var changesText: String {
        var text = ""
        if triad == .suspendedFourth { text += "sus4" }
        if triad == .suspendedSecond { text += "sus2" }
        let sixth = Change.added(ScaleDegree(number: 6))
        if changes == [sixth], extent == 5, inversion == 0 { return text + "add6" }
        for change in changes { text += "[\(change.text)]" }
        return text
    }

    private var appliedText: String { applied.map { "/" + $0.text } ?? "" }
}

extension RomanNumeral: CustomStringConvertible {
    /// `text`.
    public var description: String { text }
}

extension RomanNumeral.Change {
    /// "add9", "no3", "b9".
    public var text: String {
        switch self {
        case .added(let degree): "add" + degree.name
        case .omitted(let number): "no\(number)"
        case .altered(let degree): degree.name
        }
    }
}
