import MusicTheory
import Tracks

/// How often the harmony changes.
struct HarmonicRhythmMeasure {
    private let song: SongHarmony
    private let sections: [Section]
    /// Changes nearer to a bar line than this share of the bar are on it.
    private static let lineShare = 0.1

    init(_ song: SongHarmony, sections: [Section]) {
        self.song = song
        self.sections = sections
    }

    func results() -> HarmonicRhythm {
        let changes = changeTimes()
        let bars = song.bars.filter { bar in
            song.chords.contains { $0.endSeconds > bar.startSeconds && $0.startSeconds < bar.endSeconds }
        }
        let bySection = sections.enumerated().map { index, section in
            let inside = bars.filter { bar in
                let middle = (bar.startSeconds + bar.endSeconds) / 2
                return middle >= section.startSeconds && middle < section.endSeconds
            }
            return SectionHarmonicRhythm(index: index, changesPerBar: Self.perBar(changes, bars: inside))
        }
        return HarmonicRhythm(
            changesPerBar: Self.perBar(changes, bars: bars),
            staticShare: bars.isEmpty
                ? nil : Double(bars.count { Self.isStatic($0, changes: changes) }) / Double(bars.count),
            sections: bySection)
    }

    /// Changes per bar over the bars that have chords.
    static func perBar(_ changes: [Double], bars: [BarSpan]) -> Double {
        guard !bars.isEmpty else { return 0 }
        let count = bars.reduce(0) { sum, bar in
            let early = lineShare * bar.seconds
            return sum + changes.count { $0 >= bar.startSeconds - early && $0 < bar.endSeconds - early }
        }
        return Double(count) / Double(bars.count)
    }

    private static func isStatic(_ bar: BarSpan, changes: [Double]) -> Bool {
        let margin = lineShare * bar.seconds
        return !changes.contains { $0 > bar.startSeconds + margin && $0 < bar.endSeconds - margin }
    }

    /// Starts of chords that differ from the chord before.
    private func changeTimes() -> [Double] {
        zip(song.chords, song.chords.dropFirst()).filter { $0.keyed.chord != $1.keyed.chord }.map(\.1.startSeconds)
    }
}
