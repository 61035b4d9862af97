/// Samples before and after a signal: zeros that are added, or results that are cut off. A literal means both.
public struct EndPadding: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// Before the first sample.
    public var before: Int
    /// After the last sample.
    public var after: Int

    /// Each end by itself.
    public init(before: Int, after: Int) {
        self.before = before
        self.after = after
    }

    /// The same at both ends.
    public init(_ samples: Int) { self.init(before: samples, after: samples) }

    /// The same at both ends.
    public init(integerLiteral value: Int) { self.init(value) }

    var edges: EdgePadding { EdgePadding(left: before, right: after) }
}
