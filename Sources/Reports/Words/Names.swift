internal import Tracks

/// Names of the sidecar's words for people.
enum Names {
    /// "hi-hat" for "hi_hat"; any other name with spaces for underscores.
    static func of(_ name: String) -> String {
        switch name {
        case "hi_hat": "hi-hat"
        case "fourth_fifth": "fourth or fifth"
        default: String(name.map { $0 == "_" ? " " : $0 })
        }
    }

    /// "Vocals", "Other".
    static func of(_ stem: Stem) -> String { capitalised(stem.rawValue) }

    /// "very low" ... "very high".
    static func certainty(_ confidence: Double) -> String {
        confidence.isFinite ? DegreeInWords.confidence(min(1, max(0, confidence))) : "not known"
    }

    /// With a capital at the beginning.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// A section in words: "A · verse".
    static func of(_ section: Section) -> String {
        [section.letter, section.label.map { of($0) }].compactMap { $0 }.joined(separator: " · ")
    }

    /// Units that names of measured values end in, and how they are written.
    private static let units: [(suffix: String, unit: String)] = [
        ("_bpm", "BPM"), ("_hz", "Hz"), ("_db", "dB"), ("_ms", "ms"), ("_s", "s"), ("_per_second", "per second"),
        ("_per_beat", "per beat"), ("_per_bar", "per bar"), ("_share", ""), ("_semitones", "semitones"),
    ]

    /// A measured value with its name in words: ("spectral centroid", "1,830 Hz").
    static func feature(_ name: String, _ value: Double) -> (name: String, value: String) {
        if name.hasSuffix("_share"), (0...1).contains(value) { return (of(name), NumberText.percent(value)) }
        for (suffix, unit) in units where name.hasSuffix(suffix) && !unit.isEmpty && name.count > suffix.count {
            return (of(String(name.dropLast(suffix.count))), "\(NumberText.short(value, 3)) \(unit)")
        }
        return (of(name), NumberText.short(value, 3))
    }
}
