/// The page about a whole library: all songs in a table, and how tempi, keys and genres are spread. It can be read without
/// its script, which sorts and searches the table.
public struct LibraryReport: Sendable {
    /// Most songs that the table shows.
    public static let maximumSongCount = 20_000

    private let tracks: [SongSummary]

    /// The page about some songs, in the order in which they are to be listed.
    public init(tracks: [SongSummary]) { self.tracks = tracks }

    /// The page, in HTML.
    public var html: String {
        Page(
            title: "Library · Musigen report",
            description: "\(NumberText.count(tracks.count, "song")) with key, tempo, meter and genre.",
            script: LibraryScript.text, body: body
        ).html
    }

    @MarkupBuilder private var body: Markup {
        Element("a", .class("skip"), .href(anchor: "songs")) { "Skip to the songs" }
        Element("header") {
            Element("p", .class("overline")) { "Musigen report" }
            Element("h1") { "The library" }
            Element("p", .class("byline")) { summary }
        }
        Element("main") {
            if tracks.isEmpty {
                PageParts.section("songs", "Songs") {
                    Element("p", .class("absent")) { "The library is empty; drop MP3s into the inbox." }
                }
            } else {
                LibraryCharts(tracks: tracks).markup
                SongTable(tracks: tracks).markup
            }
        }
        Element("footer") {
            Element("p") { "Made by Musigen from the theory.json of each song; musigen report makes it anew." }
        }
    }

    private var summary: String {
        let seconds = tracks.reduce(0) { $0 + ($1.durationSeconds.isFinite ? min(1e6, max(0, $1.durationSeconds)) : 0) }
        let artists = Set(tracks.compactMap(\.artist)).count
        return [
            NumberText.count(tracks.count, "song"), artists > 0 ? NumberText.count(artists, "artist") : nil,
            tracks.isEmpty ? nil : "\(NumberText.time(seconds)) of music",
        ].compactMap { $0 }.joined(separator: " · ")
    }
}
