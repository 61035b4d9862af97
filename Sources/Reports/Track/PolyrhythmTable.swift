internal import Tracks

/// Rhythms against the meter or against each other.
struct PolyrhythmTable {
    private static let maximumRowCount = 40
    let sidecar: TheorySidecar

    @MarkupBuilder var markup: Markup {
        Element("h3") { "Polyrhythms and groupings against the meter" }
        if let polyrhythms = sidecar.musicTheory.rhythmic.polyrhythms {
            if polyrhythms.isEmpty {
                Element("p") { "None: every voice keeps to the meter's own divisions." }
            } else {
                PageParts.table(
                    caption: "In order of the song",
                    columns: ["Ratio", "Kind", "Voices", "Bars", "What is heard", "By chance#"]
                ) {
                    for entry in polyrhythms.prefix(Self.maximumRowCount) { row(entry) }
                }
                PageParts.cut(min(Self.maximumRowCount, polyrhythms.count), of: polyrhythms.count, "entries")
            }
        } else {
            Absence(warnings: sidecar.warnings).markup("Polyrhythms", field: "music_theory.rhythmic.polyrhythms")
        }
    }

    private func row(_ entry: Polyrhythm) -> Markup {
        let last = entry.startBar.addingReportingOverflow(max(1, entry.bars) - 1).partialValue
        return Element("tr") {
            PageParts.name(entry.ratio)
            PageParts.cell(Names.of(entry.kind))
            PageParts.cell(entry.voices.prefix(8).map { Names.of($0) }.joined(separator: ", "))
            PageParts.cell(entry.bars > 1 ? "\(entry.startBar)–\(last)" : "\(entry.startBar)")
            Element("td", .class("said")) { entry.description }
            PageParts.number("p " + (entry.pValue < 0.001 ? "< 0.001" : NumberText.decimal(entry.pValue, 3)))
        }.markup
    }
}
