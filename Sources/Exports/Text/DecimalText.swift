/// Numbers as text with a fixed number of decimals and a point, whatever the locale.
enum DecimalText {
    /// `value` rounded to `decimals` places; what is not finite is 0.
    static func fixed(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        guard value.isFinite, abs(value) * scale < 9e15 else { return fixed(0, decimals: decimals) }
        let scaled = Int((abs(value) * scale).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % Int(scale))
        return "\(sign)\(scaled / Int(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// The same without zeros at the end: "120", "119.5".
    static func short(_ value: Double, decimals: Int) -> String {
        var text = fixed(value, decimals: decimals)
        guard decimals > 0 else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// Seconds to the microsecond.
    static func seconds(_ value: Double) -> String { fixed(value, decimals: 6) }
}
