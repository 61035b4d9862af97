/// Text of any origin made harmless for a page.
enum SafeText {
    /// Longest text that is shown, in Unicode scalars.
    static let maximumScalarCount = 1_000

    /// Without control characters and without characters that turn the direction of the text around them; cut, with an
    /// ellipsis, where it is endless.
    static func cleaned(_ text: String, maximumScalarCount: Int = maximumScalarCount) -> String {
        let scalars = text.unicodeScalars
        // Nearly every text is short and plain.
        if text.utf8.count <= maximumScalarCount, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = String.UnicodeScalarView()
        var count = 0
        for scalar in scalars {
            guard count < maximumScalarCount else {
                result.append("…")
                break
            }
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
            case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
            default: result.append(scalar)
            }
            count += 1
        }
        return String(result)
    }

    /// With the characters that mean something in HTML written as references.
    static func escaped(_ text: String) -> String {
        let special: (UInt8) -> Bool = { [0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }
        guard text.utf8.contains(where: special) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 32)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
