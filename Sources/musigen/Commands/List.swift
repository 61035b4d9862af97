import ArgumentParser
import Catalogue
import Tracks

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List the songs of the catalogue.",
        discussion: """
            A query is words (title, artist, file name, tag) and fields: key:"A minor", bpm:120..130, artist:x, genre:x,
            tag:x, duration:..3:00, added:2026-01-01.., progression:ii-V-I, roman:bVII, chord:A:min7, cadence:deceptive,
            scale:dorian, swing:0.6.., complexity:0.5.., syncopation:..0.2 ; ^ or - before a term negates it; sort:bpm
            or sort:-added.
            """)

    @OptionGroup var options: HomeOptions
    @Flag(help: "Print JSON.") var json = false
    @Argument(parsing: .remaining, help: "What to look for (default: everything).") var query: [String] = []

    func run() throws {
        let catalogue = try options.catalogue(.readOnly)
        // The shell has taken the quotes away; a value with a space gets them back.
        let text = query.map { $0.contains(" ") ? Self.quoted($0) : $0 }.joined(separator: " ")
        let tracks = try catalogue.tracks(matching: try TrackQuery(parsing: text))
        if json { return try JSONText.print(tracks) }
        guard !tracks.isEmpty else {
            StandardError.write(query.isEmpty ? "The library is empty; drop MP3s into the inbox." : "No song matches.")
            return
        }
        var table = TextTable(columns: ["ID", "TITLE", "ARTIST", "TIME", "BPM", "KEY", "METER", "GENRE"])
        for track in tracks {
            table.add([
                track.id, track.title ?? track.fileName, track.artist ?? "", Time.minutes(track.durationSeconds),
                track.bpm.map { DecimalText.fixed($0, decimals: 1) } ?? "?", track.key ?? "?",
                track.timeSignature ?? "?",
                track.genre ?? "",
            ])
        }
        print(table.text)
    }

    private static func quoted(_ term: String) -> String {
        guard !term.contains("\"") else { return term }
        guard let colon = term.firstIndex(of: ":"), !term[..<colon].contains(" ") else { return "\"\(term)\"" }
        return term[...colon] + "\"" + term[term.index(after: colon)...] + "\""
    }
}
