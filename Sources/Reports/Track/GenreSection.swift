internal import Tracks

/// Genre, with what speaks for it.
struct GenreSection {
    let sidecar: TheorySidecar

    private var genre: GenreResults { sidecar.musicTheory.genre }

    @MarkupBuilder var markup: Markup {
        PageParts.section("genre", "Genre") {
            if let primary = genre.primary {
                Element("p", .class("display")) {
                    Sentence.of(
                        Names.capitalised(Names.of(primary)), genre.confidenceLabel.map { ", certainty \($0)" }, ".")
                }
                if let basis = genre.confidenceBasis { Element("p", .class("quiet")) { basis } }
                Element("div", .class("columns")) {
                    Element("div") { reasons }
                    Element("div") { candidates(primary) }
                }
            } else {
                Absence(warnings: sidecar.warnings).markup("Genre", field: "music_theory.genre.primary")
            }
            tagged
            features
        }
    }

    private var tagged: Markup {
        Element("p") {
            if let tag = sidecar.track.taggedGenre {
                "The file's own tags say: "
                Element("bdi") { SafeText.cleaned(tag, maximumScalarCount: 120) }
                ". They are shown beside the finding and have no part in it."
            } else {
                "The file's own tags name no genre."
            }
        }.markup
    }

    @MarkupBuilder private var reasons: Markup {
        Element("h3") { "What speaks for it" }
        if let reasons = genre.reasons, !reasons.isEmpty {
            PageParts.reasons(reasons)
        } else {
            Absence(warnings: sidecar.warnings).markup("Reasons", field: "music_theory.genre.reasons")
        }
    }

    @MarkupBuilder private func candidates(_ primary: String) -> Markup {
        let others = genre.secondary ?? []
        if genre.confidence != nil || !others.isEmpty {
            Element("h3") { "What else it may be" }
            PageParts.table(caption: "How likely each genre is", columns: ["Genre", "Probability#", ""]) {
                if let confidence = genre.confidence { row(primary, confidence) }
                for other in others.prefix(12) { row(other.name, other.confidence) }
            }
        }
    }

    private func row(_ name: String, _ confidence: Double) -> Markup {
        Element("tr") {
            PageParts.name(Names.of(name))
            PageParts.number(NumberText.percent(confidence))
            PageParts.bar(confidence)
        }.markup
    }

    @MarkupBuilder private var features: Markup {
        if let features = genre.features, !features.isEmpty {
            Element("details") {
                Element("summary") { "What was measured (\(NumberText.count(features.count, "value")))" }
                PageParts.table(caption: "Musical features of the recording", columns: ["Feature", "Value#"]) {
                    for name in features.keys.sorted().prefix(120) {
                        let named = Names.feature(name, features[name] ?? 0)
                        Element("tr") {
                            PageParts.name(named.name)
                            PageParts.number(named.value)
                        }
                    }
                }
            }
        }
    }
}
