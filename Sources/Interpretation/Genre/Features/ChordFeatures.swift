import MusicTheory
import Tracks

/// Which harmonies a song uses, from its chords and key.
struct ChordFeatures {
    /// A chord with its root's distance above the tonic.
    private struct Span {
        let degree: Int
        let quality: ChordQuality
        let seconds: ClosedRange<Double>
        var length: Double { seconds.upperBound - seconds.lowerBound }
    }

    private let spans: [Span]
    private let silentSeconds: Double
    private let grid: GenreBars
    private let isMinor: Bool

    init(_ analysis: TrackAnalysis, _ grid: GenreBars) {
        self.grid = grid
        let key = analysis.key.flatMap { Key($0.name) }
        isMinor = key?.mode == .minor
        var regions = analysis.keyRegions.compactMap { region in
            Key(region.key).map { (endSeconds: region.endSeconds, key: $0) }
        }[...]
        var (spans, silent): ([Span], Double) = ([], 0)
        for chord in analysis.chords where chord.endSeconds > chord.startSeconds {
            let middle = (chord.startSeconds + chord.endSeconds) / 2
            while regions.count > 1, let first = regions.first, first.endSeconds <= middle { regions.removeFirst() }
            guard let tonic = (regions.first?.key ?? key)?.tonic,
                let heard = ChordLabel(harte: chord.label)?.chord
            else {
                silent += chord.endSeconds - chord.startSeconds
                continue
            }
            spans.append(
                Span(
                    degree: tonic.interval(to: heard.root.pitchClass), quality: heard.quality,
                    seconds: chord.startSeconds...chord.endSeconds))
        }
        self.spans = spans
        silentSeconds = silent
    }

    /// Measures; without chords there is only that there are none.
    var values: [GenreFeature: Double] {
        let sounding = spans.reduce(0) { $0 + $1.length }
        guard sounding + silentSeconds > 0 else { return [:] }
        var values: [GenreFeature: Double] = [.noChordShare: silentSeconds / (sounding + silentSeconds)]
        guard sounding > 0 else { return values }
        func share(_ isCounted: (Span) -> Bool) -> Double {
            spans.reduce(0) { $0 + (isCounted($1) ? $1.length : 0) } / sounding
        }
        values[.minorKeyShare] = isMinor ? 1 : 0
        values[.minorChordShare] = share { $0.quality.hasMinorThird }
        values[.seventhChordShare] = share { $0.quality.intervals.count == 4 }
        values[.dominantSeventhOnOneOrFourShare] = share {
            $0.quality == .dominantSeventh && [0, 5].contains($0.degree)
        }
        values[.majorOrMinorSeventhShare] = share { [.majorSeventh, .minorSeventh].contains($0.quality) }
        values[.powerChordShare] = share { $0.quality == .power }
        let scale: Set<Int> = isMinor ? [0, 2, 3, 5, 7, 8, 10] : [0, 2, 4, 5, 7, 9, 11]
        values[.diatonicShare] = share { span in
            span.quality.intervals.allSatisfy { scale.contains((span.degree + $0) % 12) }
        }
        values[.oneFourFiveShare] = share { [0, 5, 7].contains($0.degree) }
        values[.flatSevenShare] = share { $0.degree == 10 }
        values[.flatTwoShare] = share { $0.degree == 1 }
        values[.longestChordShare] = (spans.map(\.length).max() ?? 0) / sounding
        let minutes = (sounding + silentSeconds) / 60
        let runs = zip(spans, spans.dropFirst())
        let changes = runs.count { $0.0.degree != $0.1.degree || $0.0.quality != $0.1.quality }
        values[.chordChangesPerMinute] = Double(changes) / minutes
        values[.distinctChords] = Double(Set(spans.map { $0.degree * 100 + $0.quality.intervals.reduce(0, +) }).count)
        values[.dominantCadencesPerMinute] =
            Double(runs.count { $0.0.degree == 7 && $0.1.degree == 0 && !$0.0.quality.hasMinorThird }) / minutes
        values[.twoFiveOnesPerMinute] =
            Double(
                zip(runs, spans.dropFirst(2)).count { pair, last in
                    pair.0.degree == 2 && pair.1.degree == 7 && last.degree == 0 && pair.0.quality.hasMinorThird
                }) / minutes
        if !grid.bars.isEmpty {
            values[.chordChangesPerBar] = Double(changes) / max(1, Double(grid.bars.count))
            values[.twelveBarShare] = TwelveBarForm(rootsByBar).share
        }
        return values
    }

    /// The degree that sounds the longest in each bar, or `nil`.
    private var rootsByBar: [Int?] {
        grid.bars.map { bar in
            var seconds: [Int: Double] = [:]
            for span in spans where span.seconds.overlaps(bar.seconds) {
                let start = max(span.seconds.lowerBound, bar.seconds.lowerBound)
                let end = min(span.seconds.upperBound, bar.seconds.upperBound)
                seconds[span.degree, default: 0] += end - start
            }
            return seconds.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
    }
}
