internal import Tracks

extension DecimalText {
    /// As `fixed`, without zeros at the end: "120", "119.5".
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
