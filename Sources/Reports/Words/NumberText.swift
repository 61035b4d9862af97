internal import Tracks

/// Numbers as they are read. Any number is safe: what cannot be written sensibly is a dash.
enum NumberText {
    private static let largest = 1e12

    /// A number with so many decimals and a true minus sign.
    static func decimal(_ value: Double, _ places: Int = 1) -> String {
        guard value.isFinite, abs(value) < largest else { return "–" }
        let text = DecimalText.fixed(value, decimals: places)
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// A number with at most so many decimals, as few as say the same.
    static func short(_ value: Double, _ places: Int = 2) -> String {
        var text = decimal(value, places)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// A share from 0 to 1 in per cent.
    static func percent(_ share: Double) -> String {
        guard share.isFinite, abs(share) < largest else { return "–" }
        if share > 0, share < 0.005 { return "< 1 %" }
        return decimal(share * 100, 0) + " %"
    }

    /// A time as "4:05", or "1:04:05" from an hour on.
    static func time(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < largest else { return "–" }
        let total = Int(max(0, seconds).rounded())
        let (hours, minutes) = (total / 3600, total / 60 % 60)
        return hours > 0
            ? "\(hours):\(twoDigits(minutes)):\(twoDigits(total % 60))" : "\(minutes):\(twoDigits(total % 60))"
    }

    /// A time with tenths: "0:05.3".
    static func exactTime(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < largest else { return "–" }
        let tenths = Int((max(0, seconds) * 10).rounded())
        return "\(tenths / 600):\(twoDigits(tenths / 10 % 60)).\(tenths % 10)"
    }

    /// A coordinate of a drawing, to a tenth of its unit.
    static func coordinate(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let tenths = Int((min(1e6, max(-1e6, value)) * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }

    /// A number of things, with the right form of their name.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
