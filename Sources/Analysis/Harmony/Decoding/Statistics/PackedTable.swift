/// Log-probabilities written as text: each character from "#" to "~" (without the backslash) is one more step of 0.08
/// below zero.
struct PackedTable {
    /// The values, in nats.
    let values: [Double]

    init(_ text: String) {
        values = text.utf8.map { byte in
            -0.08 * Double(Int(byte) - 35 - (byte > 92 ? 1 : 0))
        }
    }
}
