internal import MusicTheory

/// How tempi, keys and genres are spread over a library.
struct LibraryCharts {
    let tracks: [SongSummary]

    @MarkupBuilder var markup: Markup {
        PageParts.section("overview", "At a glance") {
            Element("div", .class("columns")) {
                Element("div") {
                    Element("h3") { "Tempi" }
                    PageParts.figure("Tempi of the library", isNarrow: true) {
                        TempoHistogram(bpm: tracks.compactMap(\.bpm)).markup
                    }
                    unknown(tracks.lazy.filter { $0.bpm == nil }.count, "no tempo")
                    genres
                }
                Element("div") { keys }
            }
        }
    }

    @MarkupBuilder private func unknown(_ count: Int, _ what: String) -> Markup {
        if count > 0 {
            Element("p", .class("quiet")) { "\(NumberText.count(count, "song")) with \(what) found." }
        }
    }

    @MarkupBuilder private var keys: Markup {
        let found = tracks.compactMap { $0.key.flatMap { Key($0) } }
        let weights = found.reduce(into: [Double](repeating: 0, count: 24)) { $0[$1.index] += 1 }
        let ordered = weights.indices.filter { weights[$0] > 0 }.sorted { weights[$0] > weights[$1] }
        Element("h3") { "Keys" }
        Element("figure") {
            CircleOfFifths(
                id: "keys", title: "Songs by key, on the circle of fifths",
                description: ordered.map { "\(Key(index: $0).name) \(NumberText.short(weights[$0], 0))" }
                    .joined(separator: ", ") + ".",
                weights: weights, showsShares: false,
                hint: { key, share in
                    "\(ChordSymbol.key(key.name)): \(NumberText.count(Int((share * Double(found.count)).rounded()), "song"))"
                }
            ).markup
            Element("figcaption") { "Number of songs by key; major outside, minor inside." }
        }
        unknown(tracks.count - found.count, "no key")
    }

    @MarkupBuilder private var genres: Markup {
        let counts = tracks.reduce(into: [String: Int]()) { $0[$1.genre ?? "", default: 0] += 1 }
        let names = counts.keys.filter { !$0.isEmpty }.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        let most = Double(max(1, names.first.flatMap { counts[$0] } ?? 0))
        Element("h3") { "Genres" }
        if names.isEmpty {
            Element("p", .class("absent")) { "No song has a genre yet." }
        } else {
            PageParts.table(caption: "Songs by genre", columns: ["Genre", "Songs#", ""]) {
                for name in names.prefix(16) {
                    Element("tr") {
                        PageParts.name(Names.of(name))
                        PageParts.number("\(counts[name] ?? 0)")
                        PageParts.bar(Double(counts[name] ?? 0) / most)
                    }
                }
            }
            unknown(counts[""] ?? 0, "no genre")
        }
    }
}
