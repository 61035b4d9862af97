import Tracks

/// Numbers in sentences.
enum Figures {
    /// With so many digits after the point.
    static func text(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        return DecimalText.fixed(value, decimals: digits)
    }

    /// A share of 0...1 as "43 %".
    static func percent(_ share: Double) -> String { text(100 * share, 0) + " %" }
}
