/// Times as musicians write them.
enum Time {
    /// "4:05".
    static func minutes(_ seconds: Double) -> String {
        let total = Int(seconds.rounded())
        let rest = String(total % 60)
        return "\(total / 60):" + (rest.count < 2 ? "0" : "") + rest
    }

    /// A number with so many decimals.
    static func number(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((abs(value) * scale).rounded())
        let whole = "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / Int(scale))"
        guard decimals > 0 else { return whole }
        let digits = String(scaled % Int(scale))
        return whole + "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}
