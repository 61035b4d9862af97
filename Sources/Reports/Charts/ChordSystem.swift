internal import Tracks

/// A few bars in one line, as in sheet music, several of which stand side by side where there is room: chord symbols, numerals, functions, and changes of key above.
struct ChordSystem {
    /// Bars to a line.
    static let barCount = 2
    private static let barWidth = 140.0
    private static let height = 62.0

    let sidecar: TheorySidecar
    let functions: FunctionsByChord
    let bars: ArraySlice<SongBars.Bar>
    let slices: ArraySlice<[SongBars.Slice]>
    /// Whether a section ends with these bars.
    let isLast: Bool

    var markup: Markup {
        let width = Self.barWidth * Double(Self.barCount) + 1
        return Chart(
            id: "bars-\(bars.startIndex)", title: title, description: description, width: width, height: Self.height,
            style: "chart system"
        ).markup {
            for (place, (bar, slices)) in zip(bars, slices).enumerated() {
                markup(of: bar, slices, place: place)
            }
            if isLast { Shape.rectangle(Double(bars.count) * Self.barWidth, 14, 1, 34, "bar-edge") }
        }
    }

    private var title: String {
        guard let first = bars.first, let last = bars.last else { return "" }
        guard let from = first.number, let to = last.number else {
            return "Chords from \(NumberText.time(first.startSeconds)) to \(NumberText.time(last.endSeconds))"
        }
        return from == to ? "Chords of bar \(from)" : "Chords of bars \(from) to \(to)"
    }

    private var description: String {
        slices.map { slices in
            slices.map { slice in
                let numeral = functions[slice.index].map { " " + ChordSymbol.numeral($0.roman) } ?? ""
                return ChordSymbol.text(of: sidecar.chords[slice.index]) + numeral
            }.joined(separator: ", ")
        }.joined(separator: " | ")
    }

    @MarkupBuilder private func markup(of bar: SongBars.Bar, _ slices: [SongBars.Slice], place: Int) -> Markup {
        let left = Double(place) * Self.barWidth
        let length = max(1e-3, bar.endSeconds - bar.startSeconds)
        Shape.rectangle(left, 14, 1, 34, "bar-edge")
        Shape.text(bar.number.map(String.init) ?? NumberText.time(bar.startSeconds), left + 1, 10, "bar-number")
        if let key = keyBeginning(in: bar) {
            Shape.text(key, left + 24, 10, "key-change", fitting: (Self.barWidth - 26, 10.5))
        }
        for slice in slices {
            let x = left + 1 + (slice.startSeconds - bar.startSeconds) / length * (Self.barWidth - 1)
            let width = (slice.endSeconds - slice.startSeconds) / length * (Self.barWidth - 1)
            markup(of: slice, x: x, width: width, isFirst: place == 0 && slice.startSeconds == bar.startSeconds)
        }
    }

    /// A chord that goes on from the line before is named again: nobody looks back for it.
    @MarkupBuilder
    private func markup(of slice: SongBars.Slice, x: Double, width: Double, isFirst: Bool) -> Markup {
        let chord = sidecar.chords[slice.index]
        let symbol = ChordSymbol.text(of: chord)
        let room = max(6, width - 7)
        if chord.root != nil {
            Shape.rectangle(
                x + 1, 50, width - 2, 8, "chord " + functions.style(slice.index),
                hint: Sentence.of(
                    symbol, functions.words(slice.index).map { ", \($0)" },
                    ", \(NumberText.exactTime(chord.startSeconds))",
                    ", certainty \(Names.certainty(chord.confidence))"),
                radius: 1.5)
        }
        if slice.isContinued, !isFirst {
            Shape.text("∕", x + 5, 29, "repeat-sign")
        } else {
            let style = chord.root == nil ? "no-chord" : slice.isContinued ? "chord-symbol goes-on" : "chord-symbol"
            Shape.text(symbol, x + 4, 29, style, fitting: (room, 16))
            if let entry = functions[slice.index], let function = functions.function(slice.index) {
                let numeral = ChordSymbol.numeral(entry.roman)
                let wide = TextWidth.of(numeral, em: 12.5)
                Shape.text(numeral, x + 4, 45, "numeral", fitting: (room, 12.5))
                if wide + 18 < room { Shape.text(function.code, x + 4 + wide + 5, 45, "function-code") }
            }
        }
    }

    private func keyBeginning(in bar: SongBars.Bar) -> String? {
        let isFirst = bars.startIndex == 0 && bar == bars.first
        let regions = sidecar.keyRegions.prefix(500)
        let region = regions.last { $0.startSeconds < bar.endSeconds && $0.endSeconds > bar.startSeconds }
        guard let region, isFirst || region.startSeconds > bar.startSeconds - 0.05 else { return nil }
        return ChordSymbol.key(region.key)
    }
}
