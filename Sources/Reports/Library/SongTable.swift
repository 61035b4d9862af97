/// All songs, one to a row, with links to their pages.
struct SongTable {
    let tracks: [SongSummary]
    /// Most rows.
    var maximumCount = LibraryReport.maximumSongCount

    private static let columns: [(name: String, isNumber: Bool)] = [
        ("Title", false), ("Artist", false), ("Length", true), ("BPM", true), ("Key", false), ("Meter", false),
        ("Genre", false), ("Harmony", true), ("Rhythm", true), ("Syncopation", true), ("Added", false),
    ]

    @MarkupBuilder var markup: Markup {
        PageParts.section("songs", "Songs", lead: lead) {
            Element("div", .class("tools"), .id("tools"), .init("hidden", "")) {
                Element("label", .init("for", "search")) { "Search" }
                Element("input", .id("search"), .init("type", "search"), .init("autocomplete", "off"))
                Element("span", .id("found"), .class("quiet"), .init("role", "status")) { "" }
            }
            Element("table", .class("songs"), .id("songs-table")) {
                Element("caption") {
                    "Harmony and Rhythm are complexities, Syncopation an amount, each from 0 to 1; – is not known."
                }
                Element("thead") {
                    Element("tr") {
                        for column in Self.columns {
                            Element("th", .init("scope", "col"), .class(column.isNumber ? "number" : "")) {
                                column.name
                            }
                        }
                    }
                }
                Element("tbody") {
                    for track in tracks.prefix(maximumCount) { row(track) }
                }
            }
            PageParts.cut(
                min(tracks.count, maximumCount), of: tracks.count, "songs",
                elsewhere: "musigen ls lists all of them")
        }
    }

    private var lead: String { "Each title leads to the song's own page." }

    private func row(_ track: SongSummary) -> Markup {
        Element("tr") {
            Element("th", .init("scope", "row")) {
                if let path = track.reportPath {
                    Element("a", .href(path: path)) { Element("bdi") { track.title } }
                } else {
                    Element("bdi") { track.title }
                }
            }
            Element("td", .class("artist")) { Element("bdi") { track.artist ?? "" } }
            number("Length", track.durationSeconds, NumberText.time)
            number("BPM", track.bpm) { NumberText.short($0, 1) }
            text("Key", track.key.map(ChordSymbol.key))
            text("Meter", track.timeSignature)
            text("Genre", track.genre.map(Names.of))
            number("Harmony", track.harmonicComplexity) { NumberText.decimal($0, 2) }
            number("Rhythm", track.rhythmicComplexity) { NumberText.decimal($0, 2) }
            number("Syncopation", track.syncopation) { NumberText.decimal($0, 2) }
            text("Added", track.addedAt.map { String($0.prefix(10)) })
        }.markup
    }

    private func text(_ label: String, _ value: String?) -> Markup {
        Element("td", .init("data-label", label)) { value ?? "–" }.markup
    }

    private func number(_ label: String, _ value: Double?, _ words: (Double) -> String) -> Markup {
        let sorted = value.map { NumberText.short($0, 3) } ?? ""
        return Element("td", .class("number"), .init("data-label", label), .init("data-v", sorted)) {
            value.map(words) ?? "–"
        }.markup
    }
}
