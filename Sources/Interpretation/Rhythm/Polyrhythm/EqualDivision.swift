/// Whether the notes in a span of time divide it into equal parts.
enum EqualDivision {
    /// Divisions that are looked for.
    static let counts = 2...9

    /// How far from a division's point a note may be, in beats: a twenty-fourth, and less where the points are close.
    static func tolerance(partBeats: Double) -> Double { min(1.0 / 24, partBeats / 6) }

    /// Whether notes at these positions are the points of a division into so many parts: every note is at a point, and
    /// of four points or more one may be silent.
    ///
    /// - Parameters:
    ///   - positions: beats from the span's beginning; those at its very end count as the beginning.
    ///   - length: the span's length in beats.
    static func fits(_ positions: some Sequence<Double>, count: Int, length: Double) -> Bool {
        let part = length / Double(count)
        let tolerance = tolerance(partBeats: part)
        var seen: UInt32 = 0
        for position in positions {
            let point = (position / part).rounded()
            guard abs(position - point * part) <= tolerance else { return false }
            seen |= 1 << UInt32((Int(point) % count + count) % count)
        }
        return count - seen.nonzeroBitCount <= (count >= 4 ? 1 : 0)
    }

    /// Whether the meter itself divides a span so: by whole beats, or by the levels below the beat.
    ///
    /// - Parameter beatDivisions: into how many parts each level divides the one above, from the beat down.
    static func isOrdinary(_ count: Int, beats: Int, beatDivisions: [Int]) -> Bool {
        if beats % count == 0 { return true }
        var ordinary = beats
        for division in [1] + beatDivisions {
            ordinary *= division
            if count == ordinary { return true }
        }
        return false
    }
}
