/// A stretch of time with a label: a chord, a section.
public struct LabelledSpan: Hashable, Sendable {
    /// Start in seconds.
    public var start: Double
    /// End in seconds.
    public var end: Double
    /// What is written on it.
    public var label: String

    /// A label between two times.
    public init(start: Double, end: Double, label: String) {
        self.start = start
        self.end = end
        self.label = label
    }

    /// Length in seconds.
    public var duration: Double { end - start }
}
