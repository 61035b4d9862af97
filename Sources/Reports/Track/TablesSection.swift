internal import Tracks

/// Sections, tempo map, keys, stems, tools and warnings in tables.
struct TablesSection {
    private static let maximumRowCount = 80
    let sidecar: TheorySidecar

    private var absence: Absence { Absence(warnings: sidecar.warnings) }

    @MarkupBuilder var markup: Markup {
        PageParts.section("tables", "Tables") {
            if !sidecar.warnings.isEmpty { notes }
            Element("h3") { "Sections" }
            if sidecar.sections.isEmpty { absence.markup("Sections", field: "sections") } else { sections }
            tempo
            Element("div", .class("columns")) {
                Element("div") { keys }
                Element("div") { stems }
            }
            tools
        }
    }

    @MarkupBuilder private var notes: Markup {
        Element("h3") { "What to read with care" }
        Element("ul", .class("notes")) {
            for warning in sidecar.warnings.prefix(Self.maximumRowCount) {
                Element("li") {
                    Element("b") { Names.capitalised(Names.of(Self.plain(warning.field))) }
                    ": \(warning.reason)"
                }
            }
        }
    }

    /// The last name of a path, which is what people call the field.
    private static func plain(_ field: String) -> String {
        let name = field.split(separator: ".").last.map(String.init) ?? field
        return name == "bpm" ? "tempo" : name
    }

    @MarkupBuilder private var sections: Markup {
        PageParts.table(
            caption: "The form of the song; a dash where no name is sure enough",
            columns: ["Letter", "Name", "From#", "To#", "First bar#", "Certainty"]
        ) {
            for section in sidecar.sections.prefix(Self.maximumRowCount) {
                Element("tr") {
                    PageParts.name(section.letter)
                    PageParts.cell(section.label.map(Names.of) ?? "–")
                    PageParts.number(NumberText.exactTime(section.startSeconds))
                    PageParts.number(NumberText.exactTime(section.endSeconds))
                    PageParts.number(section.startBar.map(String.init) ?? "–")
                    PageParts.cell(Names.certainty(section.confidence))
                }
            }
        }
        PageParts.cut(min(Self.maximumRowCount, sidecar.sections.count), of: sidecar.sections.count, "sections")
    }

    @MarkupBuilder private var tempo: Markup {
        Element("h3") { "Tempo" }
        if let bpm = sidecar.bpm {
            Element("p") {
                Sentence.of(
                    "\(NumberText.decimal(bpm, 2)) beats per minute",
                    sidecar.tempoIsConstant.map { $0 ? ", one tempo throughout" : " on the whole; it changes" },
                    ".", alternatives)
            }
            if sidecar.tempoMap.count > 1 {
                PageParts.figure("The tempo over the song") {
                    TempoCurve(map: sidecar.tempoMap, durationSeconds: sidecar.track.durationSeconds).markup
                }
                Element("details") {
                    Element("summary") { "Tempo map (\(NumberText.count(sidecar.tempoMap.count, "entry", "entries")))" }
                    PageParts.table(
                        caption: "From each time on the tempo is this", columns: ["From#", "Beats per minute#"]
                    ) {
                        for change in sidecar.tempoMap.prefix(Self.maximumRowCount) {
                            Element("tr") {
                                PageParts.number(NumberText.exactTime(change.startSeconds))
                                PageParts.number(NumberText.decimal(change.bpm, 2))
                            }
                        }
                    }
                    PageParts.cut(
                        min(Self.maximumRowCount, sidecar.tempoMap.count), of: sidecar.tempoMap.count, "entries")
                }
            }
        } else {
            absence.markup("Tempo", field: "bpm")
        }
    }

    private var alternatives: String {
        let others = sidecar.bpmAlternatives.prefix(6).map { NumberText.short($0, 1) }
        return others.isEmpty ? "" : " It can also be counted at \(others.joined(separator: " or "))."
    }

    @MarkupBuilder private var keys: Markup {
        Element("h3") { "Keys" }
        if sidecar.keyRegions.isEmpty {
            absence.markup("Keys", field: "key_regions")
        } else {
            PageParts.table(caption: "Keys by stretches", columns: ["Key", "From#", "To#"]) {
                for region in sidecar.keyRegions.prefix(Self.maximumRowCount) {
                    Element("tr") {
                        PageParts.name(ChordSymbol.key(region.key))
                        PageParts.number(NumberText.exactTime(region.startSeconds))
                        PageParts.number(NumberText.exactTime(region.endSeconds))
                    }
                }
            }
        }
        if !sidecar.keyAlternatives.isEmpty {
            PageParts.table(caption: "Keys the song might be in as well", columns: ["Key", "Probability#", ""]) {
                for rival in sidecar.keyAlternatives.prefix(6) {
                    Element("tr") {
                        PageParts.name(ChordSymbol.key(rival.key))
                        PageParts.number(NumberText.percent(rival.probability))
                        PageParts.bar(rival.probability)
                    }
                }
            }
        }
        if let tuning = sidecar.tuningHz {
            Element("p") { "Tuned to A = \(NumberText.decimal(tuning)) Hz." }
        }
    }

    private var stems: Markup { StemTable(sidecar: sidecar).markup }
    private var tools: Markup { ToolTable(sidecar: sidecar).markup }
}
