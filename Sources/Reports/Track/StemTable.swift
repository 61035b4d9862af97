internal import Tracks

/// The stems with their files and levels.
struct StemTable {
    let sidecar: TheorySidecar

    @MarkupBuilder var markup: Markup {
        Element("h3") { "Stems" }
        let stems = Stem.allCases.filter { sidecar.stemLevels[$0] != nil || sidecar.audioStems[$0] != nil }
        if stems.isEmpty {
            Absence(warnings: sidecar.warnings).markup("Stems", field: "audio_stems")
        } else {
            PageParts.table(caption: "The parts the song was separated into", columns: ["Stem", "Level#", "Sounds"]) {
                for stem in stems {
                    Element("tr") {
                        Element("th", .init("scope", "row")) {
                            if let path = sidecar.audioStems[stem] {
                                Element("a", .href(path: path)) { Names.of(stem) }
                            } else {
                                Names.of(stem)
                            }
                        }
                        PageParts.number(level(sidecar.stemLevels[stem]))
                        PageParts.cell(sidecar.stemLevels[stem]?.activityLabel ?? "not measured")
                    }
                }
            }
            if let residual = sidecar.separationResidualDBFS {
                Element("p", .class("quiet")) {
                    "What the stems together leave out of the song has a level of \(NumberText.decimal(residual)) dBFS."
                }
            }
        }
    }

    private func level(_ level: StemLevel?) -> String {
        guard let level else { return "–" }
        return level.rmsDBFS.map { NumberText.decimal($0) + " dBFS" } ?? "silent"
    }
}

/// What made the results, and of which file.
struct ToolTable {
    let sidecar: TheorySidecar

    @MarkupBuilder var markup: Markup {
        Element("details") {
            Element("summary") { "Tools and file" }
            PageParts.table(
                caption: "What made the results",
                columns: ["Stage", "Method or model", "Version", "SHA-256 of the weights"]
            ) {
                for stage in sidecar.tools.keys.sorted().prefix(40) {
                    Element("tr") {
                        PageParts.name(Names.of(stage))
                        PageParts.cell(sidecar.tools[stage]?.model ?? "–")
                        PageParts.cell(sidecar.tools[stage]?.version ?? "–")
                        PageParts.cell(sidecar.tools[stage]?.modelSHA256.map { $0.prefix(16) + "…" } ?? "no weights")
                    }
                }
            }
            PageParts.table(caption: "The file", columns: ["Property", "Value"], style: "long") {
                for (name, value) in file {
                    Element("tr") {
                        PageParts.name(name)
                        PageParts.cell(value)
                    }
                }
            }
        }
    }

    private func listed(_ words: [String], or nothing: String) -> String {
        words.isEmpty ? nothing : words.prefix(20).map { Names.of($0) }.joined(separator: ", ")
    }

    private var file: [(name: String, value: String)] {
        let track = sidecar.track
        return [
            ("Name", track.fileName), ("Length", "\(NumberText.decimal(track.durationSeconds, 2)) s"),
            ("Sampling rate", "\(track.sampleRateHz) Hz"), ("Channels", "\(track.channels)"),
            ("SHA-256", track.sha256), ("Added", track.addedAt ?? "not recorded"),
            ("Folders it came from", listed(track.tags, or: "none")),
            ("Corrected by you", listed(sidecar.correctedFields, or: "nothing")),
        ]
    }
}
