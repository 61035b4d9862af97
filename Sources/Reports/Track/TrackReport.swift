internal import MusicTheory
public import Tracks

/// The page about one song: `report.html`. It is self-contained, can be read without a script and without a network, and
/// is the same for the same sidecar.
public struct TrackReport: Sendable {
    private let sidecar: TheorySidecar

    /// The page about the song of a sidecar.
    public init(sidecar: TheorySidecar) { self.sidecar = sidecar }

    /// The page, in HTML. Whatever the sidecar's texts say, they are shown as text; long lists are cut, with a note.
    public var html: String {
        let title = SafeText.cleaned(sidecar.track.title ?? sidecar.track.fileName, maximumScalarCount: 200)
        let by = sidecar.track.artist.map { " – " + SafeText.cleaned($0, maximumScalarCount: 200) } ?? ""
        return Page(
            title: title + by + " · Musigen report",
            description: "\(title)\(by): \(figures). Chords, form, rhythm and genre, explained.", body: body
        ).html
    }

    /// Key, tempo and meter as the sidecar has them, for programs that index pages.
    private var figures: String {
        [
            sidecar.key ?? "key not known", sidecar.bpm.map { NumberText.short($0, 1) + " BPM" } ?? "tempo not known",
            sidecar.musicTheory.rhythmic.timeSignature ?? "meter not known",
        ].joined(separator: ", ")
    }

    private static let contents = [
        ("overview", "Overview"), ("chords", "Chords"), ("harmony", "Harmony"), ("rhythm", "Rhythm"),
        ("genre", "Genre"), ("sheet", "Chord sheet"), ("tables", "Tables"), ("glossary", "Glossary"),
    ]

    @MarkupBuilder private var body: Markup {
        Element("a", .class("skip"), .href(anchor: "overview")) { "Skip to the song" }
        FunctionPatterns.markup
        Element("header") {
            TrackHeading(sidecar: sidecar).markup
            Element("nav", .class("contents"), .init("aria-label", "Contents")) {
                Element("ul") {
                    for (id, name) in Self.contents {
                        Element("li") { Element("a", .href(anchor: id)) { name } }
                    }
                }
            }
        }
        Element("main") {
            OverviewSection(sidecar: sidecar).markup
            ChordSection(sidecar: sidecar).markup
            HarmonySection(sidecar: sidecar).markup
            RhythmSection(sidecar: sidecar).markup
            GenreSection(sidecar: sidecar).markup
            ChordSheet(sidecar: sidecar).markup
            TablesSection(sidecar: sidecar).markup
            Glossary.markup
        }
        Element("footer") {
            Element("p") {
                "Made by Musigen from "
                Element("a", .href(path: "theory.json")) { "theory.json" }
                ", where every figure of this page stands with its unit. Song \(sidecar.track.id)."
            }
        }
    }
}
