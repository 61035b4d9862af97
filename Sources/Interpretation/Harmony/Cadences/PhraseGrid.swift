import Glibc
import MusicTheory
import Tracks

/// A phrase: most often four bars.
struct Phrase {
    let startSeconds: Double
    /// A goal that arrives before this is left again or is where the phrase stays, not where it ends.
    let middleSeconds: Double
    let endSeconds: Double
    /// How likely its end is right, 0...1, by the certainty of the sections around it.
    let certainty: Double
}

/// Divides a song into phrases: of all divisions the one that agrees best with fours and with the sections.
struct PhraseGrid {
    /// What a phrase of so many bars costs beside one of four.
    private static let lengthCosts: [Double] = [.infinity, 4, 1.6, 2.2, 0, 1.6, 2.2, 2.6]
    /// What it costs besides unless a section ends there: what is left over stands at the end.
    private static let remainderCost = 1.0
    /// What a section's boundary is worth for each unit of its log odds.
    private static let sectionWorth = 4.0
    /// More certain boundaries count as this.
    private static let mostCertain = 0.999

    private let song: SongHarmony
    /// The bars up to the last chord: what follows is silence.
    private let bars: [BarSpan]
    /// Bars at which sections begin, with the sections' certainty.
    private var boundaries: [Int: Double] = [:]

    init(_ song: SongHarmony, sections: [Section]) {
        self.song = song
        let end = song.chords.last?.endSeconds ?? 0
        bars = song.bars.filter { $0.startSeconds + 0.2 * $0.seconds < end }
        for section in sections.dropFirst() {
            // A boundary belongs to the bar line next to it.
            let nearest = bars.indices.min {
                abs(bars[$0].startSeconds - section.startSeconds)
                    < abs(bars[$1].startSeconds - section.startSeconds)
            }
            if let nearest { boundaries[nearest] = max(boundaries[nearest] ?? 0, section.confidence) }
        }
    }

    /// The phrases in order; the last lasts as long as the last chord.
    func phrases() -> [Phrase] {
        guard !bars.isEmpty else { return [] }
        var best = [(cost: Double, from: Int)](repeating: (.infinity, 0), count: bars.count + 1)
        best[0].cost = 0
        for end in 1...bars.count {
            for length in 1..<min(PhraseGrid.lengthCosts.count, end + 1) {
                let isRemainder = length != 4 && end < bars.count && boundaries[end] == nil
                let cost =
                    best[end - length].cost + PhraseGrid.lengthCosts[length] - worth(ofBoundaryAt: end)
                    + (isRemainder ? PhraseGrid.remainderCost : 0)
                if cost < best[end].cost { best[end] = (cost, end - length) }
            }
        }
        var phrases: [Phrase] = []
        var end = bars.count
        while end > 0 {
            let isLast = end == bars.count
            let barEnd = bars[end - 1].endSeconds
            phrases.append(
                Phrase(
                    startSeconds: bars[best[end].from].startSeconds,
                    middleSeconds: middle(from: best[end].from, to: end),
                    endSeconds: isLast ? max(barEnd, song.chords.last?.endSeconds ?? 0) : barEnd,
                    certainty: isLast ? 1 : certainty(ofEnd: end)))
            end = best[end].from
        }
        return joinedAtEnd(phrases.reversed())
    }

    /// Where the second half of a phrase begins, in seconds: by bars, since the tempo may give way. Of the song's last
    /// phrase the last bar is left out, in which a final chord is held.
    private func middle(from first: Int, to end: Int) -> Double {
        let length = end == bars.count ? max(1, end - first - 1) : end - first
        let bar = bars[first + length / 2]
        return length.isMultiple(of: 2) ? bar.startSeconds : (bar.startSeconds + bar.endSeconds) / 2
    }

    /// A chord held at the song's end closes the phrase before it and is none of its own.
    private func joinedAtEnd(_ phrases: [Phrase]) -> [Phrase] {
        guard phrases.count > 1, let last = phrases.last else { return phrases }
        let margin = 0.2 * (bars.last?.seconds ?? 0)
        let roots = Set(
            song.chords.filter { $0.endSeconds > last.startSeconds + margin }.map(\.keyed.chord.root.pitchClass))
        guard roots.count == 1 else { return phrases }
        let before = phrases[phrases.count - 2]
        return phrases.dropLast(2)
            + [
                Phrase(
                    startSeconds: before.startSeconds, middleSeconds: before.middleSeconds,
                    endSeconds: last.endSeconds, certainty: 1)
            ]
    }

    /// A section's end is as sure as its boundary; fours counted from a boundary can be no surer than that.
    private func certainty(ofEnd bar: Int) -> Double {
        if let boundary = boundaries[bar] { return boundary }
        let before = boundaries.keys.filter { $0 < bar }.max().flatMap { boundaries[$0] } ?? 1
        let after = boundaries.keys.filter { $0 > bar }.min().flatMap { boundaries[$0] } ?? 1
        return PhraseGrid.inside * (before * after).squareRoot()
    }

    /// How sure fours are within a section.
    private static let inside = 0.85

    /// Boundaries that are as likely wrong as right are worth nothing.
    private func worth(ofBoundaryAt bar: Int) -> Double {
        guard let certainty = boundaries[bar] else { return 0 }
        let probability = min(PhraseGrid.mostCertain, max(0.5, certainty))
        return PhraseGrid.sectionWorth * log(probability / (1 - probability))
    }
}
