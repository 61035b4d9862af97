import Glibc

/// Numbers in sentences.
enum Figures {
    /// With so many digits after the point.
    static func text(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        let scale = pow(10.0, Double(digits))
        let whole = Int((abs(value) * scale).rounded())
        let (units, rest) = whole.quotientAndRemainder(dividingBy: Int(scale))
        let sign = value < 0 && whole != 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(units)" }
        let fraction = String(rest)
        return "\(sign)\(units)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// A share of 0...1 as "43 %".
    static func percent(_ share: Double) -> String { text(100 * share, 0) + " %" }
}
