import Testing

@testable import Exports

@Suite struct JAMSNumeralTests {
    @Test(
        arguments: [
            ("I", "I"), ("vi7", "vi7"), ("V65/V", "V65/V"), ("bVII", "bVII"), ("viio7/V", "viio7/V"),
            ("iiø65", "iih65"),
            ("III+", "III+"), ("V9sus4", "Vs"), ("i5", "i5"), ("Imaj7", "I7"), ("V42/V/ii", "V42/V"), ("I64", "I64"),
            // An added sixth is not the figure of an inversion.
            ("Iadd6", "I"), ("IV[add9]", "IV"), ("Ger65", nil), ("V7/N", nil), ("x", nil),
        ] as [(String, String?)])
    func `a numeral is spelt as the namespace has it`(roman: String, expected: String?) {
        #expect(JAMSRomanNumeral.text(roman) == expected)
    }
}
