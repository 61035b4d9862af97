internal import Tracks

/// The song from beginning to end on one axis: sections, keys, what chords do, and each stem's waveform with the bars.
struct SongTimeline {
    let sidecar: TheorySidecar
    private let axis: TimeAxis
    private static let labelWidth = 74.0
    private static let width = 1080.0
    private static let maximumSpanCount = 600

    init(_ sidecar: TheorySidecar) {
        self.sidecar = sidecar
        axis = TimeAxis(
            seconds: sidecar.track.durationSeconds, left: Self.labelWidth, width: Self.width - Self.labelWidth)
    }

    private var stems: [Stem] { Stem.allCases.filter { sidecar.stemLevels[$0] != nil } }
    private var wavesTop: Double { 116 }
    private var waveHeight: Double { 42 }
    private var bottom: Double { wavesTop + Double(stems.count) * (waveHeight + 6) }

    var markup: Markup {
        let lines = BeatLines(of: sidecar.beats, on: axis, from: wavesTop, to: bottom - 4)
        let chart = Chart(
            id: "timeline", title: "The song from beginning to end", description: description(lines),
            width: Self.width, height: bottom + 4)
        return chart.markup {
            axis.markup(y: 0)
            label("Sections", 34)
            sections
            label("Keys", 61)
            keys
            label("Chords", 90)
            chords
            waves
            lines.markup
        }
    }

    private func description(_ lines: BeatLines) -> String {
        let sections = sidecar.sections.prefix(40).map {
            "\(Names.of($0)) from \(NumberText.time($0.startSeconds))"
        }
        let waves = stems.map { stem in
            "\(Names.of(stem)) \(sidecar.stemLevels[stem].map { $0.activityLabel } ?? "")"
        }
        return [
            "Length \(NumberText.time(axis.seconds)).",
            sections.isEmpty ? "" : "Sections: \(sections.joined(separator: ", ")).",
            waves.isEmpty ? "" : "Stems, and how much of the time they sound: \(waves.joined(separator: ", ")).",
            lines.words.isEmpty ? "" : "The thin lines mark \(lines.words).",
        ].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func label(_ text: String, _ y: Double) -> Markup { Shape.text(text, 0, y, "label") }

    @MarkupBuilder private var sections: Markup {
        let colours = LetterColours(sidecar.sections)
        if sidecar.sections.isEmpty { Shape.text("none found", axis.left, 34, "small quiet") }
        for section in sidecar.sections.prefix(Self.maximumSpanCount) {
            let (x, end) = (axis.x(section.startSeconds), axis.x(section.endSeconds))
            let times = "\(NumberText.time(section.startSeconds))–\(NumberText.time(section.endSeconds))"
            Shape.rectangle(
                x, 19, end - x - 1, 23, "section " + colours.style(of: section.letter),
                hint: "\(Names.of(section)), \(times)", radius: 3)
            if end - x > 14 {
                let name = section.label.map(Names.of) ?? ""
                let full = TextWidth.of(section.letter + "  " + name, em: 11.5)
                Shape.text(section.letter, x + 5, 35, "section-letter", fitting: (end - x - 8, 12))
                if !name.isEmpty, full < end - x - 6 {
                    Shape.text(name, x + 9 + TextWidth.of(section.letter, em: 12), 35, "section-name")
                }
            }
        }
    }

    @MarkupBuilder private var keys: Markup {
        if sidecar.keyRegions.isEmpty { Shape.text("none found", axis.left, 61, "small quiet") }
        for region in sidecar.keyRegions.prefix(Self.maximumSpanCount) {
            let (x, end) = (axis.x(region.startSeconds), axis.x(region.endSeconds))
            let name = ChordSymbol.key(region.key)
            Shape.rectangle(x, 48, end - x - 1, 18, "key-region", hint: name, radius: 3)
            if end - x > 16 { Shape.text(name, x + 5, 61, "key-name", fitting: (end - x - 10, 11.5)) }
        }
    }

    @MarkupBuilder private var chords: Markup {
        let functions = FunctionsByChord(sidecar)
        if sidecar.chords.isEmpty { Shape.text("none found", axis.left, 90, "small quiet") }
        if sidecar.chords.count > Self.maximumSpanCount {
            Shape.text("too many to draw here; they follow below", axis.left, 90, "small quiet")
        } else {
            for (index, chord) in sidecar.chords.enumerated() where chord.root != nil {
                let (x, end) = (axis.x(chord.startSeconds), axis.x(chord.endSeconds))
                let place = functions.words(index).map { ", \($0)" } ?? ""
                Shape.rectangle(
                    x, 75, max(0.8, end - x - 0.6), 22, "chord " + functions.style(index),
                    hint: ChordSymbol.text(of: chord) + place + ", " + NumberText.exactTime(chord.startSeconds))
            }
        }
    }

    @MarkupBuilder private var waves: Markup {
        let loudest = sidecar.stemLevels.values.flatMap(\.peaks).reduce(0) { max($0, abs($1)) }
        for (row, stem) in stems.enumerated() {
            let middle = wavesTop + Double(row) * (waveHeight + 6) + waveHeight / 2
            label(Names.of(stem), middle + 4)
            if let level = sidecar.stemLevels[stem],
                let path = Waveform.path(of: level, on: axis, middle: middle, height: waveHeight, loudest: loudest)
            {
                Shape.path(path, "wave wave-\(stem.rawValue)")
            } else {
                Shape.text("no waveform was kept", axis.left, middle + 4, "small quiet")
            }
        }
    }
}
