extension RomanNumeral {
    /// Reads a numeral in any of the notations of analysts, text by text: "V6/5" and "V65", "ii/o7" and "iiø7", "vii°"
    /// and "viio", "IVM7" and "IVmaj7", "-VI" and "bVI", "V7[add9]" and "V7(add9)", "Ger6" and "Ger65".
    ///
    /// "Cad64" (the cadential six-four) is read as what sounds: "I64", or "i64" before a minor degree ("Cad64/vi"); the
    /// numeral alone does not say that its key is minor. `nil` for what is no numeral.
    public init?(_ text: some StringProtocol) {
        // Longer texts are no numerals; the limit also bounds the depth of the chain of applied chords.
        guard text.utf8.count <= 80 else { return nil }
        var parser = RomanNumeralParser(Array(text))
        guard let numeral = parser.numeral(), parser.isAtEnd else { return nil }
        self = numeral
    }
}
