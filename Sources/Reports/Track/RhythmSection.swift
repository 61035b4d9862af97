internal import Tracks

/// Rhythm: accents over the bar, syncopation, swing, density, polyrhythms.
struct RhythmSection {
    let sidecar: TheorySidecar

    private var rhythmic: RhythmicResults { sidecar.musicTheory.rhythmic }
    private var absence: Absence { Absence(warnings: sidecar.warnings) }
    private let field = "music_theory.rhythmic."

    @MarkupBuilder var markup: Markup {
        PageParts.section("rhythm", "Rhythm", lead: lead) {
            Element("h3") { "Accents over the bar" }
            if let hierarchy = rhythmic.metricHierarchy {
                PageParts.figure("Accents over the bar", caption: caption(hierarchy), isNarrow: true) {
                    RhythmProfile(hierarchy: hierarchy).markup
                }
            } else {
                absence.markup("Accents", field: field + "metric_hierarchy")
            }
            Element("div", .class("columns")) {
                Element("div") {
                    syncopation
                    swing
                }
                Element("div") { density }
            }
            PolyrhythmTable(sidecar: sidecar).markup
            ComplexityMarkup(
                title: "Rhythmic complexity", value: rhythmic.complexity, label: rhythmic.complexityLabel,
                parts: rhythmic.complexityParts, reasons: rhythmic.complexityReasons, absence: absence,
                field: field + "complexity"
            ).markup
        }
    }

    private var lead: String {
        let meter = rhythmic.timeSignature.map { "The meter is \($0)" } ?? "The meter is not known"
        let tempo = sidecar.bpm.map { ", at \(NumberText.short($0, 1)) beats per minute" } ?? ""
        let count = sidecar.beats.isEmpty ? "" : "; \(NumberText.count(sidecar.beats.count, "beat")) were found"
        return meter + tempo + count + "."
    }

    private func caption(_ hierarchy: MetricHierarchy) -> String {
        var sentences = [
            "How strong the notes are that begin at each place of the bar; beats in full colour, the places between them fainter."
        ]
        let beats = { (list: [Double]) in list.prefix(16).map { NumberText.short($0, 2) }.joined(separator: ", ") }
        if !hierarchy.strongBeats.isEmpty { sentences.append("Strong: \(beats(hierarchy.strongBeats)).") }
        if !hierarchy.weakBeats.isEmpty { sentences.append("Weak: \(beats(hierarchy.weakBeats)).") }
        if let fit = hierarchy.correlationWithMeter {
            sentences.append("Agreement with the meter's own weights: \(NumberText.decimal(fit, 2)) (1 is complete).")
        }
        return sentences.joined(separator: " ")
    }

    @MarkupBuilder private var syncopation: Markup {
        Element("h3") { "Syncopation" }
        if let value = rhythmic.syncopation {
            Element("p") { Sentence.degree(value, rhythmic.syncopationLabel) }
        } else {
            absence.markup("Syncopation", field: field + "syncopation")
        }
        if let byStem = rhythmic.syncopationByStem, !byStem.isEmpty {
            let measures = rhythmic.syncopationMeasures ?? [:]
            PageParts.table(
                caption: "By stem, with three measures from the literature",
                columns: ["Stem", "0–1#", "", "LHL per bar#", "WNBD#", "Off-beat per bar#"]
            ) {
                for stem in Stem.allCases where byStem[stem] != nil {
                    Element("tr") {
                        PageParts.name(Names.of(stem))
                        PageParts.number(NumberText.decimal(byStem[stem] ?? 0, 2))
                        PageParts.bar(byStem[stem] ?? 0)
                        PageParts.number(number(measures[stem]?.longuetHigginsLeePerBar))
                        PageParts.number(number(measures[stem]?.weightedNoteToBeatDistance))
                        PageParts.number(number(measures[stem]?.offBeatnessPerBar))
                    }
                }
            }
        }
    }

    private func number(_ value: Double?) -> String { value.map { NumberText.decimal($0, 2) } ?? "–" }

    @MarkupBuilder private var swing: Markup {
        Element("h3") { "Swing" }
        if let ratio = rhythmic.swingRatio {
            Element("p") {
                "\(Names.capitalised(SwingDiagram.words(ratio))): the off-beat eighth comes at "
                    + "\(NumberText.decimal(ratio, 2)) of the beat."
            }
            Element("div", .class("small-chart")) { SwingDiagram(ratio: ratio).markup }
        } else {
            absence.markup("Swing", field: field + "swing_ratio")
        }
    }

    @MarkupBuilder private var density: Markup {
        Element("h3") { "Density of notes" }
        if let density = rhythmic.noteDensity {
            let most = max(1e-9, (Array(density.byStem.values) + density.bySection).max() ?? 0)
            Element("p") {
                Sentence.of(
                    "\(NumberText.decimal(density.notesPerSecond)) notes begin per second",
                    density.notesPerBeat.map { ", \(NumberText.decimal($0)) per beat" }, ".")
            }
            PageParts.table(caption: "Notes that begin per second", columns: ["Stem or section", "Per second#", ""]) {
                for stem in Stem.allCases where density.byStem[stem] != nil {
                    row(Names.of(stem), density.byStem[stem] ?? 0, most)
                }
                for (section, value) in zip(sidecar.sections, density.bySection).prefix(40) {
                    row("Section \(Names.of(section))", value, most)
                }
            }
        } else {
            absence.markup("The density of notes", field: field + "note_density")
        }
    }

    private func row(_ name: String, _ value: Double, _ most: Double) -> Markup {
        Element("tr") {
            PageParts.name(name)
            PageParts.number(NumberText.decimal(value))
            PageParts.bar(value / most)
        }.markup
    }
}
