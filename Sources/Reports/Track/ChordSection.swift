internal import Tracks

/// All chords, bar by bar, with numerals and functions.
struct ChordSection {
    let sidecar: TheorySidecar
    private static let maximumBarCount = 480

    @MarkupBuilder var markup: Markup {
        PageParts.section("chords", "Chords, bar by bar", lead: lead) {
            if sidecar.chords.isEmpty {
                Absence(warnings: sidecar.warnings).markup("Chords", field: "chords")
            } else {
                lines
            }
        }
    }

    private var lead: String {
        "Each bar with its chords, the Roman numeral that says their place in the key (above it the key, where one begins) "
            + "and, as colour, pattern and letter, what they do there. A slash says that the chord goes on."
    }

    @MarkupBuilder private var lines: Markup {
        let bars = SongBars(sidecar)
        let slices = bars.slices(of: sidecar.chords)
        let functions = FunctionsByChord(sidecar)
        if !bars.isMetrical {
            Absence(warnings: sidecar.warnings).markup("Bars", field: "beats")
            Element("p", .class("quiet")) { "The chords are set out by time instead, four seconds to a box." }
        }
        if !functions.isKnown {
            Absence(warnings: sidecar.warnings).markup("Numerals and functions", field: "music_theory.harmonic.chords")
        }
        for (section, range) in bars.ranges(of: sidecar.sections) where range.lowerBound < Self.maximumBarCount {
            Element("div", .class("line")) {
                if let section {
                    Element("h3") {
                        "\(Names.of(section)) "
                        Element("span", .class("quiet")) {
                            "\(NumberText.time(section.startSeconds))–\(NumberText.time(section.endSeconds))"
                        }
                    }
                }
                Element("div", .class("lines")) {
                    let end = min(range.upperBound, Self.maximumBarCount)
                    for start in stride(from: range.lowerBound, to: end, by: ChordSystem.barCount) {
                        let part = start..<min(end, start + ChordSystem.barCount)
                        ChordSystem(
                            sidecar: sidecar, functions: functions, bars: bars.bars[part], slices: slices[part],
                            isLast: part.upperBound == end
                        ).markup
                    }
                }
            }
        }
        PageParts.cut(
            min(Self.maximumBarCount, bars.bars.count), of: bars.bars.count, bars.isMetrical ? "bars" : "boxes")
    }
}
