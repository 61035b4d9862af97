/// Decoding the texts of ID3 tags, whose declared encodings are often wrong.
enum ID3Text {
    static let maximumCharacterCount = 512

    /// The text of a frame's contents: one byte of encoding, then one or more strings divided by NUL.
    static func frameText(_ contents: [UInt8]) -> String? {
        guard let encoding = contents.first else { return nil }
        let bytes = Array(contents.dropFirst())
        let text: String
        switch encoding {
        case 0: text = latin1(bytes)
        case 1: text = utf16(bytes, isBigEndian: nil)
        case 2: text = utf16(bytes, isBigEndian: true)
        case 3: text = String(decoding: bytes, as: UTF8.self)
        default: return nil
        }
        let parts = text.split(separator: "\0").compactMap { clean(String($0)) }
        return parts.isEmpty ? nil : String(parts.joined(separator: "; ").prefix(maximumCharacterCount))
    }

    /// Bytes declared as Latin-1: those that are valid UTF-8 beyond ASCII were meant as such.
    static func latin1(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return String(text)
    }

    /// UTF-16 in the order of its mark, of `isBigEndian` without one, and else of whichever makes more Latin letters.
    static func utf16(_ bytes: [UInt8], isBigEndian: Bool?) -> String {
        var text = ""
        var order = isBigEndian
        var units: [UInt16] = []
        if order == nil, !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) {
            let zeros = bytes.indices.reduce(into: (even: 0, odd: 0)) {
                if bytes[$1] == 0 { if $1.isMultiple(of: 2) { $0.even += 1 } else { $0.odd += 1 } }
            }
            order = zeros.even > zeros.odd
        }
        for i in stride(from: 0, to: bytes.count - 1, by: 2) {
            // Every one of several strings has a mark of its own.
            switch (bytes[i], bytes[i + 1]) {
            case (0xFF, 0xFE) where units.isEmpty || units.last == 0: order = false
            case (0xFE, 0xFF) where units.isEmpty || units.last == 0: order = true
            case let (first, second):
                units.append(order == true ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first))
            }
        }
        text = String(decoding: units, as: UTF16.self)
        return text
    }

    /// The text without control and direction characters and surrounding blanks; `nil` where nothing is left.
    static func clean(_ text: String) -> String? {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isHarmless(scalar) { scalars.append(scalar) }
        let harmless = String(scalars).prefix(maximumCharacterCount)
        guard let start = harmless.firstIndex(where: { !$0.isWhitespace }),
            let end = harmless.lastIndex(where: { !$0.isWhitespace })
        else { return nil }
        return String(harmless[start...end])
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: false
        // Marks of direction can make a name look like another; joiners are needed by some scripts.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
        default: scalar != "\u{FFFD}"
        }
    }
}
