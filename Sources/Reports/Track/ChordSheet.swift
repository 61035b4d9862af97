internal import Tracks

/// The chords to play from: one box per bar, a heading per section.
struct ChordSheet {
    let sidecar: TheorySidecar
    private static let maximumBarCount = 960

    @MarkupBuilder var markup: Markup {
        PageParts.section(
            "sheet", "Chord sheet", lead: "To play from: one box is one bar, eight (or four) to the line."
        ) {
            if sidecar.chords.isEmpty {
                Absence(warnings: sidecar.warnings).markup("Chords", field: "chords")
            } else {
                sheet
            }
        }
    }

    @MarkupBuilder private var sheet: Markup {
        let bars = SongBars(sidecar)
        let slices = bars.slices(of: sidecar.chords)
        for (section, range) in bars.ranges(of: sidecar.sections) where range.lowerBound < Self.maximumBarCount {
            Element("div", .class("sheet")) {
                if let section {
                    Element("h3") {
                        "\(Names.of(section)) "
                        Element("span", .class("quiet")) {
                            NumberText.count(
                                range.count, bars.isMetrical ? "bar" : "box", bars.isMetrical ? nil : "boxes")
                        }
                    }
                }
                Element("ol", .class("bars")) {
                    for index in range.prefix(max(0, Self.maximumBarCount - range.lowerBound)) {
                        box(bars.bars[index], slices[index], isFirst: index == range.lowerBound)
                    }
                }
            }
        }
        PageParts.cut(
            min(Self.maximumBarCount, bars.bars.count), of: bars.bars.count, bars.isMetrical ? "bars" : "boxes")
    }

    private func box(_ bar: SongBars.Bar, _ slices: [SongBars.Slice], isFirst: Bool) -> Markup {
        Element("li") {
            Element("span", .class("n")) { bar.number.map(String.init) ?? NumberText.time(bar.startSeconds) }
            for slice in slices {
                if slice.isContinued, slices.count == 1, !isFirst {
                    Element("span", .class("c r"), .init("title", ChordSymbol.text(of: sidecar.chords[slice.index]))) {
                        "∕"
                    }
                } else {
                    Element("span", .class("c")) { ChordSymbol.text(of: sidecar.chords[slice.index]) }
                }
                " "
            }
        }.markup
    }
}
