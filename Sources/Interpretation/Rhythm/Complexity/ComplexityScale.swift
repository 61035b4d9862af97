/// Where a value lies between the simple and the complex, from how often such values occur in music.
struct ComplexityScale: Sendable {
    /// Values that 0, 10, 25, 50, 75, 90 and 100 % of the reference's songs do not exceed.
    let quantiles: [Double]
    private static let shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]

    init(quantiles: [Double]) {
        precondition(quantiles.count == ComplexityScale.shares.count)
        self.quantiles = quantiles
    }

    /// The share of the reference's songs that are simpler, 0...1, straight between the quantiles.
    func degree(of value: Double) -> Double {
        guard value > quantiles[0] else { return 0 }
        for index in 1..<quantiles.count where value <= quantiles[index] {
            let (low, high) = (quantiles[index - 1], quantiles[index])
            let inside = high > low ? (value - low) / (high - low) : 1
            return ComplexityScale.shares[index - 1]
                + inside * (ComplexityScale.shares[index] - ComplexityScale.shares[index - 1])
        }
        return 1
    }
}
