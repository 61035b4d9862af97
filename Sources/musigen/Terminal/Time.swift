/// Times as musicians write them.
enum Time {
    /// "4:05".
    static func minutes(_ seconds: Double) -> String {
        let total = Int(seconds.rounded())
        let rest = String(total % 60)
        return "\(total / 60):" + (rest.count < 2 ? "0" : "") + rest
    }
}
