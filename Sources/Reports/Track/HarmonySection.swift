internal import MusicTheory
internal import Tracks

/// Harmony: which chords, what they do, which progressions and cadences, how they connect.
struct HarmonySection {
    let sidecar: TheorySidecar

    private var harmonic: HarmonicResults { sidecar.musicTheory.harmonic }
    private var absence: Absence { Absence(warnings: sidecar.warnings) }

    @MarkupBuilder var markup: Markup {
        PageParts.section("harmony", "Harmony", lead: lead) {
            Element("div", .class("columns")) {
                Element("div") {
                    ChordCircle(sidecar: sidecar).markup
                    ChordShares(sidecar: sidecar).functionsMarkup
                }
                Element("div") { ChordShares(sidecar: sidecar).markup }
            }
            ProgressionTables(sidecar: sidecar).markup
            Element("div", .class("columns")) {
                Element("div") { voiceLeading }
                Element("div") { harmonicRhythm }
            }
            complexity
        }
    }

    private var lead: String {
        guard let key = sidecar.key else { return "Where the chords lie and how they follow one another." }
        let name = ChordSymbol.key(key)
        guard let scale = harmonic.scale else { return "The song is in \(name)." }
        let isPlain = ["major", "minor"].contains(scale)
        return isPlain
            ? "The song is in \(name), and its chords draw on the plain \(Names.of(scale)) scale."
            : "The song is in \(name); its chords draw on the \(Names.of(scale)) scale."
    }

    @MarkupBuilder private var voiceLeading: Markup {
        Element("h3") { "Voice leading" }
        if let leading = harmonic.voiceLeading {
            Element("p") {
                Sentence.of(
                    "\(Names.capitalised(leading.quality)): from chord to chord each upper voice moves ",
                    "\(NumberText.decimal(leading.meanSemitonesPerChange, 2)) semitones on average",
                    leading.meanCommonTones.map { ", and \(NumberText.decimal($0, 1)) notes stay" },
                    leading.leapShare.map { "; \(NumberText.percent($0)) of the moves are larger than a whole tone" },
                    ".")
            }
            PageParts.reasons(leading.reasons)
            if let motion = leading.bassMotion, !motion.isEmpty {
                PageParts.table(caption: "How the bass moves from chord to chord", columns: ["Move", "Share#", ""]) {
                    for name in ordered(motion) {
                        Element("tr") {
                            PageParts.name(Names.of(name))
                            PageParts.number(NumberText.percent(motion[name] ?? 0))
                            PageParts.bar(motion[name] ?? 0)
                        }
                    }
                }
            }
        } else {
            absence.markup("Voice leading", field: "music_theory.harmonic.voice_leading")
        }
    }

    private func ordered(_ motion: [String: Double]) -> [String] {
        let usual = ["static", "step", "third", "fourth_fifth", "tritone"]
        return usual.filter { motion[$0] != nil } + motion.keys.filter { !usual.contains($0) }.sorted().prefix(8)
    }

    @MarkupBuilder private var harmonicRhythm: Markup {
        Element("h3") { "Harmonic rhythm" }
        if let rhythm = harmonic.harmonicRhythm {
            Element("p") {
                Sentence.of(
                    "The chord changes \(NumberText.decimal(rhythm.changesPerBar, 2)) times per bar on average",
                    rhythm.staticShare.map { "; in \(NumberText.percent($0)) of the bars one chord holds throughout" },
                    ".")
            }
            if !rhythm.sections.isEmpty {
                let most = max(1e-9, rhythm.sections.map(\.changesPerBar).max() ?? 0)
                PageParts.table(caption: "Changes per bar by section", columns: ["Section", "Changes per bar#", ""]) {
                    for entry in rhythm.sections.prefix(60) where sidecar.sections.indices.contains(entry.index) {
                        Element("tr") {
                            PageParts.name(Names.of(sidecar.sections[entry.index]))
                            PageParts.number(NumberText.decimal(entry.changesPerBar, 2))
                            PageParts.bar(entry.changesPerBar / most)
                        }
                    }
                }
            }
        } else {
            absence.markup("Harmonic rhythm", field: "music_theory.harmonic.harmonic_rhythm")
        }
    }

    @MarkupBuilder private var complexity: Markup {
        ComplexityMarkup(
            title: "Harmonic complexity", value: harmonic.complexity, label: harmonic.complexityLabel,
            parts: harmonic.complexityParts, reasons: harmonic.complexityReasons, absence: absence,
            field: "music_theory.harmonic.complexity"
        ).markup
    }
}
