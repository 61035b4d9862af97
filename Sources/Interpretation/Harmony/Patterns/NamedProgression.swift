import MusicTheory

/// A progression that musicians have a name for.
struct NamedProgression {
    /// How it is looked for.
    enum Form {
        /// In repetition from any of its chords, or once from its first.
        case loop
        /// In repetition only: few chords, that mean nothing once.
        case vamp
        /// Wherever it stands, also inside other progressions.
        case formula
        /// Wherever it stands, with exactly these sevenths and sixths.
        case exactFormula
        /// One place of the list to the bar; "I|V" allows either, "ii_V" halves the bar.
        case bars
    }

    /// What it is called.
    let commonName: String
    let mode: Mode
    let form: Form
    /// As in the table.
    let tokens: [String]

    init(_ tokens: String, _ mode: Mode, _ form: Form, _ commonName: String) {
        self.commonName = commonName
        self.mode = mode
        self.form = form
        self.tokens = tokens.split(separator: " ").map(String.init)
    }

    /// The numerals, "I|V" as its first reading.
    var numerals: [String] {
        tokens.flatMap { token in
            token.split(separator: "_").map { String($0.split(separator: "|").first ?? "") }
        }
    }

    /// Systematic name.
    var name: String { numerals.joined(separator: "-") }

    /// The chords; empty where the table has a slip, so that nothing matches.
    var chords: [ProgressionChord] {
        let chords = numerals.compactMap { ProgressionChord($0, mode: mode) }
        return chords.count == numerals.count ? chords : []
    }

    /// What each half bar may be, two per token.
    var halfBars: [[ProgressionChord]] {
        tokens.flatMap { token -> [[ProgressionChord]] in
            let halves = token.split(separator: "_").map { half in
                half.split(separator: "|").compactMap { ProgressionChord($0, mode: mode) }
            }
            return halves.count == 2 ? halves : [halves.first ?? [], halves.first ?? []]
        }
    }
}
