import FoundationEssentials

/// Times as the catalogue stores them: ISO 8601, UTC, milliseconds, such as "2026-11-24T05:30:00.123Z". As text they
/// sort like the times they stand for.
enum Timestamp {
    private static let milliseconds = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let seconds = Date.ISO8601FormatStyle()

    static func text(_ date: Date) -> String {
        // The style truncates; half a millisecond more makes what was read come out as it was written.
        Date(timeIntervalSinceReferenceDate: (date.timeIntervalSinceReferenceDate * 1000).rounded() / 1000 + 0.000_1)
            .formatted(milliseconds)
    }

    /// The time that a text stands for, with or without a fraction of a second; `nil` for anything else.
    static func date(_ text: String) -> Date? {
        if let date = try? milliseconds.parse(text) { return date }
        // Not with a fraction: perhaps without.
        return try? seconds.parse(text)
    }
}
