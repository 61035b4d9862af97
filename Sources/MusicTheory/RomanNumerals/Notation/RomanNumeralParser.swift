/// Reads one numeral from its characters, from left to right.
struct RomanNumeralParser {
    private let characters: [Character]
    private var position = 0

    init(_ characters: [Character]) { self.characters = characters }

    var isAtEnd: Bool { position == characters.count }

    /// What follows degree or name.
    struct Suffix {
        var isDiminished = false
        var isHalfDiminished = false
        var isAugmented = false
        var isMajorSeventh = false
        var isDominantSeventh = false
        var suspension: RomanNumeral.Triad?
        var figures: [Int] = []
        var changes: [RomanNumeral.Change] = []

        /// Whether no two marks contradict each other.
        var isConsistent: Bool {
            let marks = [isDiminished, isHalfDiminished, isAugmented, suspension != nil].filter { $0 }.count
            return marks <= 1 && !(isMajorSeventh && (isDominantSeventh || isHalfDiminished))
        }
    }

    /// The numeral that starts here, with its chain of applied chords.
    mutating func numeral() -> RomanNumeral? {
        let accidentals = alteration()
        guard abs(accidentals) <= 3 else { return nil }
        let isCadential = skip("Cad")
        if isCadential {
            guard accidentals == 0 else { return nil }
            guard let suffix = suffix(), suffix.figures == [6, 4], let applied = applied() else { return nil }
            let isMinor = applied.numeral?.isLowerCase == true
            return RomanNumeral(degree: 1, triad: isMinor ? .minor : .major, inversion: 2, applied: applied.numeral)
        }
        if let name = RomanNumeral.Name.allCases.first(where: { skip($0.rawValue) }) {
            guard accidentals == 0, let suffix = suffix(), let applied = applied() else { return nil }
            return named(name, suffix, applied.numeral)
        }
        guard let (degree, isLowerCase) = letters(), let suffix = suffix(), let applied = applied() else { return nil }
        return onDegree(degree, accidentals, isLowerCase, suffix, applied.numeral)
    }

    private mutating func skip(_ word: String) -> Bool {
        let word = Array(word)
        guard characters.dropFirst(position).starts(with: word) else { return false }
        position += word.count
        return true
    }

    private func peek(_ offset: Int = 0) -> Character? {
        position + offset < characters.count ? characters[position + offset] : nil
    }

    private mutating func alteration() -> Int {
        var alteration = 0
        while let character = peek() {
            switch character {
            case "b", "♭", "-": alteration -= 1
            case "#", "♯": alteration += 1
            default: return alteration
            }
            position += 1
        }
        return alteration
    }

    private static let degrees = ["I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7]

    private mutating func letters() -> (degree: Int, isLowerCase: Bool)? {
        guard let first = peek() else { return nil }
        let isLowerCase = first == "i" || first == "v"
        let allowed: [Character] = isLowerCase ? ["i", "v"] : ["I", "V"]
        var word = ""
        while let character = peek(), allowed.contains(character) {
            word.append(character)
            position += 1
        }
        guard let degree = RomanNumeralParser.degrees[word.uppercased()] else { return nil }
        return (degree, isLowerCase)
    }

    private func digit() -> Int? {
        guard let character = peek(), character.isASCII else { return nil }
        return character.wholeNumberValue
    }

    private mutating func number() -> Int? {
        guard let first = digit() else { return nil }
        position += 1
        // Of the numbers with two digits only 10 to 13 are degrees; "42" and "64" are two figures.
        if first == 1, let second = digit(), second <= 3 {
            position += 1
            return 10 + second
        }
        return first
    }

    private mutating func suffix() -> Suffix? {
        var suffix = Suffix()
        while let character = peek() {
            if character == "[" || character == "(" {
                position += 1
                guard bracket(closing: character == "[" ? "]" : ")", &suffix) else { return nil }
            } else if character == "/" {
                if let next = peek(1), next.isNumber, !suffix.figures.isEmpty {
                    position += 1
                } else if let next = peek(1), next == "o" || next == "°" {
                    position += 2
                    suffix.isHalfDiminished = true
                } else {
                    return suffix.isConsistent ? suffix : nil
                }
            } else if mark(&suffix) || alteredFigure(&suffix) || change(&suffix) {
                continue
            } else if let figure = number() {
                suffix.figures.append(figure)
            } else {
                return nil
            }
        }
        return suffix.isConsistent ? suffix : nil
    }

    private mutating func mark(_ suffix: inout Suffix) -> Bool {
        if skip("ø") || skip("Ø") || skip("%") {
            suffix.isHalfDiminished = true
        } else if skip("o") || skip("°") {
            suffix.isDiminished = true
        } else if skip("+") {
            suffix.isAugmented = true
        } else if skip("maj") || skip("M") || skip("Δ") {
            suffix.isMajorSeventh = true
        } else if skip("d") {
            suffix.isDominantSeventh = true
        } else if skip("sus4") {
            suffix.suspension = .suspendedFourth
        } else if skip("sus2") {
            suffix.suspension = .suspendedSecond
        } else {
            return false
        }
        return true
    }

    /// An altered figure without brackets: "b7" is the minor seventh, "b9" an altered ninth.
    private mutating func alteredFigure(_ suffix: inout Suffix) -> Bool {
        let start = position
        if peek() == "b" || peek() == "#", let degree = scaleDegree(), degree.alteration != 0 {
            if degree == ScaleDegree(number: 7, alteration: -1), suffix.figures.isEmpty {
                suffix.figures = [7]
                return true
            }
            if degree.number >= 9, suffix.figures == [] || suffix.figures == [7] {
                suffix.figures = [degree.number]
                suffix.changes.append(.altered(degree))
                return true
            }
        }
        position = start
        return false
    }

    private mutating func change(_ suffix: inout Suffix) -> Bool {
        let start = position
        if skip("add"), let degree = scaleDegree() {
            suffix.changes.append(.added(degree))
            return true
        }
        if skip("no"), let number = number() {
            suffix.changes.append(.omitted(number))
            return true
        }
        position = start
        guard peek() == "b" || peek() == "#", let degree = scaleDegree(), degree.alteration != 0 else {
            position = start
            return false
        }
        suffix.changes.append(.altered(degree))
        return true
    }

    private mutating func scaleDegree() -> ScaleDegree? {
        let alteration = alteration()
        guard abs(alteration) <= 2, let number = number(), (1...13).contains(number) else { return nil }
        return ScaleDegree(number: number, alteration: alteration)
    }

    private mutating func bracket(closing: Character, _ suffix: inout Suffix) -> Bool {
        let start = position
        while let character = peek(), character != closing {
            guard change(&suffix) else { return false }
        }
        guard peek() == closing, position > start else { return false }
        position += 1
        return true
    }

    /// What follows a slash; `nil` if that is no numeral, a `nil` numeral if nothing follows.
    private mutating func applied() -> (numeral: RomanNumeral?, Void)? {
        guard peek() == "/" else { return (nil, ()) }
        position += 1
        guard let numeral = numeral() else { return nil }
        return (numeral, ())
    }
}
