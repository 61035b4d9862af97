/// A cadence as metrics see it.
public struct CadenceEvent: Hashable, Sendable {
    /// Start of the goal chord in seconds.
    public var timeSeconds: Double
    /// "authentic", "half", "plagal", "deceptive" or "modal".
    public var type: String

    /// A cadence at a time.
    public init(timeSeconds: Double, type: String) {
        self.timeSeconds = timeSeconds
        self.type = type
    }
}
