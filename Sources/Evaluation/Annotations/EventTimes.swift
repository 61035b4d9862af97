/// Times of events (beats, onsets) in seconds, in order: what the event metrics compare.
public struct EventTimes: Equatable, Sendable {
    /// Seconds, never decreasing.
    public let seconds: [Double]

    /// The longest recording that is believed, in seconds: later times are most likely samples or frames.
    public static let latestSeconds = 30_000.0

    /// Times that are finite, in order and not later than `latestSeconds`; they may be none.
    public init(_ seconds: [Double]) throws(EvaluationError) {
        for (index, time) in seconds.enumerated() {
            guard time.isFinite else {
                throw EvaluationError("The time of event \(index + 1) is \(time); give finite seconds.")
            }
            guard time <= Self.latestSeconds else {
                throw EvaluationError(
                    "Event \(index + 1) lies at \(time) s, beyond \(Self.latestSeconds) s; give seconds, not samples.")
            }
            guard index == 0 || time >= seconds[index - 1] else {
                throw EvaluationError(
                    "Event \(index + 1) at \(time) s comes before the one listed before it; sort the events by time.")
            }
        }
        self.seconds = seconds
    }

    private init(ordered seconds: [Double]) { self.seconds = seconds }

    /// Number of events.
    public var count: Int { seconds.count }

    /// Whether there are none.
    public var isEmpty: Bool { seconds.isEmpty }

    /// The events at or after a time: the beats before five seconds are customarily not scored.
    public func trimmed(from startSeconds: Double = 5) -> EventTimes {
        EventTimes(ordered: seconds.filter { $0 >= startSeconds })
    }
}
