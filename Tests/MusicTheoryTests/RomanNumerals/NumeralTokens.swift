import FoundationEssentials
import MusicTheory

/// A numeral as it was written, with what it should be read as.
struct NumeralToken {
    let count: Int
    let text: String
    /// The normal form by substitutions on the text.
    let normal: String
    /// Degree, fifths from C up to the root, inversion and degree of the applied numeral (0 without) as music21 reads them
    /// in C major, each `nil` where it says nothing; `nil` where it does not read the numeral.
    let reference: [Int?]?

    /// One per line: count, text, normal form, reference, separated by tabulators.
    static func read(_ path: String) throws -> [NumeralToken] {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4, let count = Int(fields[0]) else { return nil }
            let numbers = fields[3].split(separator: ",").map { Int($0) }
            return NumeralToken(
                count: count, text: fields[1], normal: fields[2], reference: numbers.count == 4 ? numbers : nil)
        }
    }

    /// Whether the numeral is read, printed in its normal form, and that form is read as the same numeral.
    var isPrintedNormally: Bool {
        guard let numeral = RomanNumeral(text) else { return false }
        return numeral.text == normal && RomanNumeral(numeral.text) == numeral
    }

    /// Whether degree, root, inversion and applied degree are the reference's.
    var agreesWithReference: Bool? {
        guard let reference else { return nil }
        guard let numeral = RomanNumeral(text) else { return false }
        let read = [
            numeral.degree, numeral.rootFifths(in: .major), numeral.inversion, numeral.applied?.degree ?? 0,
        ]
        return zip(read, reference).allSatisfy { $1 == nil || $0 == $1 }
    }
}
