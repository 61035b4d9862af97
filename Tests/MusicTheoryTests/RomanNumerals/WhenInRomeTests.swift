import FoundationEssentials
import MusicTheory
import Testing

/// The numerals of a whole corpus of analyses, listed by `training/roman-numerals/when_in_rome.py`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MUSIGEN_NUMERALS"] != nil))
struct WhenInRomeTests {
    @Test func `the numerals of When in Rome are read and printed`() throws {
        let path = try #require(ProcessInfo.processInfo.environment["MUSIGEN_NUMERALS"])
        let tokens = try NumeralToken.read(path)
        let failing = tokens.filter { !$0.isPrintedNormally }
        let disagreeing = tokens.filter { $0.agreesWithReference == false && RomanNumeral($0.text) != nil }
        let total = tokens.reduce(0) { $0 + $1.count }
        let printed = 1 - Double(failing.reduce(0) { $0 + $1.count }) / Double(total)
        let agreed = 1 - Double(disagreeing.reduce(0) { $0 + $1.count }) / Double(total)
        let distinct = 1 - Double(failing.count) / Double(tokens.count)
        print("\(tokens.count) distinct, \(total) in all: \(printed) printed (\(distinct) distinct), \(agreed) agree")
        for token in failing.prefix(60) {
            print("printed", token.count, token.text, token.normal, RomanNumeral(token.text)?.text ?? "-")
        }
        for token in disagreeing.prefix(60) {
            let numeral = RomanNumeral(token.text)
            print(
                "differs", token.count, token.text, token.reference ?? [], numeral?.degree ?? 0,
                numeral?.rootFifths(in: .major) ?? 0, numeral?.inversion ?? 0, numeral?.applied?.degree ?? 0)
        }
        #expect(printed >= 0.99)
        #expect(agreed >= 0.99)
    }
}
