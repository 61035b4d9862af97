internal import Tracks

/// Progressions that recur, and cadences.
struct ProgressionTables {
    private static let maximumRowCount = 24
    private static let maximumCadenceCount = 80
    let sidecar: TheorySidecar

    private var harmonic: HarmonicResults { sidecar.musicTheory.harmonic }
    private var absence: Absence { Absence(warnings: sidecar.warnings) }

    @MarkupBuilder var markup: Markup {
        Element("h3") { "Progressions that recur" }
        if let patterns = harmonic.patterns {
            if patterns.isEmpty { Element("p") { "No progression recurs." } } else { table(patterns) }
        } else {
            absence.markup("Progressions", field: "music_theory.harmonic.patterns")
        }
        Element("h3") { "Cadences" }
        if let cadences = harmonic.cadences {
            if cadences.isEmpty {
                Element("p") { "No cadence was found: no phrase ends with one of the known turns." }
            } else {
                table(cadences)
            }
        } else {
            absence.markup("Cadences", field: "music_theory.harmonic.cadences")
        }
    }

    @MarkupBuilder private func table(_ patterns: [ProgressionPattern]) -> Markup {
        PageParts.table(
            caption: "Progressions, the one that covers most of the song first",
            columns: ["Progression", "Known as", "Rounds#", "Bars each#", "Covers#", "Where"]
        ) {
            for pattern in patterns.prefix(Self.maximumRowCount) {
                Element("tr") {
                    PageParts.name(pattern.numerals.prefix(24).map(ChordSymbol.numeral).joined(separator: " – "))
                    PageParts.cell(
                        [pattern.commonName.map(Names.of), pattern.isLoop == true ? "a loop" : nil].compactMap { $0 }
                            .joined(separator: ", "))
                    PageParts.number("\(pattern.occurrences.count)")
                    PageParts.number(pattern.lengthBars.map { NumberText.short($0, 2) } ?? "–")
                    PageParts.number(pattern.coverage.map(NumberText.percent) ?? "–")
                    Element("td", .class("bar-cell")) { places(pattern.occurrences) }
                }
            }
        }
        PageParts.cut(min(Self.maximumRowCount, patterns.count), of: patterns.count, "progressions")
    }

    @MarkupBuilder private func places(_ occurrences: [PatternOccurrence]) -> Markup {
        let spans = occurrences.prefix(300).compactMap { occurrence in
            occurrence.startSeconds.flatMap { start in occurrence.endSeconds.map { (start: start, end: $0) } }
        }
        if !spans.isEmpty { PlacesStrip.markup(spans, durationSeconds: sidecar.track.durationSeconds) }
        let bars = occurrences.prefix(6).map { "\($0.startBar)" }.joined(separator: ", ")
        Element("span", .class("quiet")) {
            (occurrences.count == 1 ? "bar " : "bars ") + bars + (occurrences.count > 6 ? ", …" : "")
        }
    }

    @MarkupBuilder private func table(_ cadences: [Cadence]) -> Markup {
        PageParts.table(
            caption: "Where phrases close, and how", columns: ["Bar#", "Time#", "Cadence", "From – to", "Certainty"]
        ) {
            for cadence in cadences.prefix(Self.maximumCadenceCount) {
                Element("tr") {
                    PageParts.number("\(cadence.bar)")
                    PageParts.number(NumberText.exactTime(cadence.timeSeconds))
                    PageParts.cell(
                        [cadence.subtype.map(Names.of), Names.of(cadence.type)].compactMap { $0 }
                            .joined(separator: " "))
                    PageParts.cell("\(ChordSymbol.numeral(cadence.from)) – \(ChordSymbol.numeral(cadence.to))")
                    PageParts.cell(Names.certainty(cadence.confidence))
                }
            }
        }
        PageParts.cut(min(Self.maximumCadenceCount, cadences.count), of: cadences.count, "cadences")
    }
}
