/// A time signature.
public struct Meter: Hashable, Sendable {
    /// Beats (or their divisions) in a bar.
    public let numerator: Int
    /// The note value that is counted: 1, 2, 4, 8, ...
    public let denominator: Int

    /// A time signature of positive numerator and a power of two as denominator; `nil` otherwise.
    public init?(numerator: Int, denominator: Int) {
        guard numerator > 0, numerator <= 64, denominator > 0, denominator <= 64, denominator.nonzeroBitCount == 1
        else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads "3/4".
    public init?(_ name: some StringProtocol) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { return nil }
        self.init(numerator: numerator, denominator: denominator)
    }

    /// "4/4", "6/8", ...
    public var name: String { "\(numerator)/\(denominator)" }

    /// Whether the beats divide in three: 6/8, 9/8, 12/8.
    public var isCompound: Bool { denominator >= 8 && numerator > 3 && numerator % 3 == 0 }

    /// Beats in a bar: two in 6/8, four in 4/4.
    public var beatsPerBar: Int { isCompound ? numerator / 3 : numerator }
}
