import Glibc
import Testing

@testable import Reports

@Suite struct StyleSheetTests {
    /// Text and the ground that it stands on, by the names of their colours.
    private static let pairs = [
        ("ink", "paper"), ("ink", "sheet"), ("quiet", "paper"), ("quiet", "sheet"), ("accent", "paper"),
        ("accent", "wash"), ("alarm", "alarm-wash"), ("ink", "alarm-wash"), ("quiet", "step-0"),
        ("on-low", "step-1"), ("on-low", "step-2"), ("on-low", "step-3"), ("on-high", "step-4"),
        ("on-high", "step-5"), ("ink", "letter-0"), ("ink", "letter-1"), ("ink", "letter-2"), ("ink", "letter-3"),
        ("ink", "letter-4"), ("ink", "letter-5"), ("quiet", "letter-0"),
    ]

    /// The colours of the light (first) and of the dark scheme.
    private static let schemes: [[String: Double]] = StyleSheet.colours.split(separator: ":root {").map {
        var luminances: [String: Double] = [:]
        for declaration in $0.split(whereSeparator: { ";\n".contains($0) }) {
            let parts = declaration.split(separator: ":").map { $0.drop { $0 == " " } }
            guard parts.count == 2, parts[0].hasPrefix("--"), parts[1].hasPrefix("#"),
                let value = Int(parts[1].dropFirst().prefix(6), radix: 16)
            else { continue }
            luminances[String(parts[0].dropFirst(2))] = luminance(value)
        }
        return luminances
    }

    /// Relative luminance (WCAG 2.2).
    private static func luminance(_ colour: Int) -> Double {
        let channels = [colour >> 16 & 255, colour >> 8 & 255, colour & 255].map { level in
            let share = Double(level) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    @Test(arguments: [0, 1], pairs) func `text can be read on its ground`(scheme: Int, pair: (String, String)) throws {
        let colours = Self.schemes[scheme]
        let (text, ground) = (try #require(colours[pair.0]), try #require(colours[pair.1]))
        let contrast = (max(text, ground) + 0.05) / (min(text, ground) + 0.05)
        #expect(contrast >= 4.5, "\(pair.0) on \(pair.1): \(contrast)")
    }

    @Test func `nothing is loaded, and each colour is defined in both schemes`() {
        #expect(!StyleSheet.text.contains("@import") && !StyleSheet.text.contains("http"))
        #expect(!StyleSheet.text.contains("url(") || !StyleSheet.text.contains("url(\""))
        let used = StyleSheet.text.split(separator: "var(--").dropFirst().map { String($0.prefix { $0 != ")" }) }
        for name in Set(used) {
            for scheme in Self.schemes { #expect(scheme[name] != nil, "\(name)") }
        }
    }
}
