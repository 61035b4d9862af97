@testable import Analysis
import FoundationEssentials

/// What is true of a rendered song, as far as the dump needs it.
struct KnownSong: Decodable {
    /// A list that begins with a time in seconds.
    struct Event: Decodable {
        let seconds: Double

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            seconds = try values.decode(Double.self)
        }
    }

    let beats: [Double]
    let downbeats: [Double]
    let meter: Int
    let sections: [Event]

    /// Beats and bars as the rhythm decoder would give them.
    var rhythm: RhythmEstimate {
        var rhythm = RhythmEstimate()
        rhythm.grid.times = beats
        rhythm.beatsPerBar = meter
        rhythm.hasBars = true
        var position = 0
        for beat in beats {
            if downbeats.contains(where: { abs($0 - beat) < 0.01 }) { position = 0 }
            rhythm.positions.append(position)
            position += 1
        }
        return rhythm
    }

    /// Rows with which the sections begin.
    func starts(_ lines: BarLines) -> [Int] {
        let nearest = sections.compactMap { section in
            lines.seconds.indices.min {
                abs(lines.seconds[$0] - section.seconds) < abs(lines.seconds[$1] - section.seconds)
            }
        }
        return Set(nearest + [0]).filter { $0 < lines.seconds.count - 1 }.sorted()
    }
}
