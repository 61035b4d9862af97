import Catalogue
import Foundation
import Testing
import Tracks

@Suite struct TrackQueryTests {
    /// Four songs: blue (Éva, G major, 120), red (Ola, A minor, 124.6), slow (F# minor, 61, 3/4), none (nothing known).
    private func library() throws -> TemporaryCatalogue {
        let temporary = try TemporaryCatalogue()
        func add(_ id: String, day: String, _ change: (inout TheorySidecar) -> Void) throws {
            var sidecar = try sampleSidecar(id, title: nil)
            change(&sidecar)
            let date = try Date("\(day)T12:00:00Z", strategy: .iso8601)
            try temporary.catalogue.index(sidecar, libraryPath: id, addedAt: date)
        }
        try add("blue", day: "2026-01-01") { $0.track.title = "Blue Song" }
        try add("red", day: "2026-01-31") {
            $0.track.title = "The Red \"Live\" 100%"
            $0.track.artist = "Ola"
            $0.track.tags = ["rock"]
            $0.track.fileName = "red_1.mp3"
            ($0.bpm, $0.key, $0.track.durationSeconds) = (124.6, "A minor", 180)
            $0.musicTheory.harmonic.scale = "dorian"
            $0.musicTheory.genre.primary = "rock"
            $0.track.taggedGenre = nil
        }
        try add("slow", day: "2026-02-01") {
            $0.track.title = "Öde"
            $0.track.artist = nil
            $0.track.tags = []
            $0.track.fileName = "slow.mp3"
            ($0.bpm, $0.key, $0.track.durationSeconds) = (61, "F# minor", 400)
            $0.musicTheory.rhythmic.timeSignature = "3/4"
            $0.musicTheory.harmonic.complexity = 0.2
            $0.chords = []
        }
        try add("none", day: "2027-05-05") {
            $0.track.artist = nil
            $0.track.tags = []
            $0.track.fileName = "none.mp3"
            ($0.bpm, $0.key, $0.track.durationSeconds) = (nil, nil, 10)
            $0.musicTheory.rhythmic.timeSignature = nil
            $0.musicTheory.rhythmic.swingRatio = 0.5
            $0.musicTheory.harmonic.complexity = 0.9
            $0.musicTheory.genre.primary = nil
            $0.track.taggedGenre = nil
            $0.chords = []
        }
        return temporary
    }

    @Test(
        arguments: [
            ("", ["blue", "red", "slow", "none"]), ("   ", ["blue", "red", "slow", "none"]),
            ("BLUE", ["blue"]), ("song blue", ["blue"]), ("\"blue song\"", ["blue"]), ("\"song blue\"", []),
            ("éVA", ["blue"]), ("ÖDE", ["slow"]), ("rock", ["red"]), ("red_1", ["red"]),
            (".mp3", ["blue", "red", "slow", "none"]),
            ("100%", ["red"]), ("%", ["red"]), ("_", ["red"]), ("\\\"live\\\"", ["red"]),
            ("-red", ["blue", "slow", "none"]), ("^artist:ola", ["blue", "slow", "none"]), ("- blue", []),
            ("artist:nagy", ["blue"]), ("title:the", ["red"]), ("album:colours artist:ola", ["red"]),
            ("file:slow", ["slow"]),
            ("genre:jazz", ["blue", "slow"]), ("genre:ROCK", ["red"]), ("tag:rock", ["red"]), ("tag:ja", ["blue"]),
            ("key:\"A minor\"", ["red"]), ("key:\"a MINOR\"", ["red"]), ("key:Am", ["red"]), ("key:a", ["red"]),
            ("key:f#m", ["slow"]), ("key:\"F♯ minor\"", ["slow"]), ("key:G", ["blue"]), ("key:GM", ["blue"]),
            ("key:Gm", []), ("key:nonsense", []), ("-key:G", ["red", "slow", "none"]),
            ("bpm:120..130", ["blue", "red"]), ("bpm:..100", ["slow"]), ("bpm:121..", ["red"]), ("bpm:125", ["red"]),
            ("bpm:124", []), ("-bpm:120..130", ["slow", "none"]),
            ("duration:..3:00", ["blue", "red", "none"]), ("duration:3:00..", ["red", "slow"]),
            ("duration:180", ["red"]),
            ("meter:3/4", ["slow"]), ("chord:A:min7", ["blue", "red"]),
            ("progression:II-v-i", ["blue", "red", "slow", "none"]), ("progression:\"two five\" key:Am", ["red"]),
            ("progression:pop", []), ("cadence:perfect bpm:..100", ["slow"]), ("cadence:half", []),
            ("roman:V7", ["blue", "red"]), ("-roman:ii7", ["slow", "none"]), ("scale:dor", ["red"]),
            ("swing:0.6..", ["blue", "red", "slow"]), ("swing:0.66 key:Am", ["red"]), ("swing:0.5", ["none"]),
            ("complexity:0.5..", ["blue", "red", "none"]), ("complexity:0.1..0.3 sort:-complexity", ["slow"]),
            ("syncopation:0.25 -key:Am", ["blue", "slow", "none"]),
            ("sort:-complexity", ["none", "blue", "red", "slow"]),
            ("added:2026", ["blue", "red", "slow"]), ("added:2026-01", ["blue", "red"]),
            ("added:2026-01-31..", ["red", "slow", "none"]),
            ("added:2026-01-31..2026-02", ["red", "slow"]), ("added:..2026-01-01", ["blue"]),
            ("sort:bpm", ["slow", "blue", "red", "none"]), ("sort:-bpm", ["red", "blue", "slow", "none"]),
            ("sort:-added bpm:..", nil), ("sort:title", ["blue", "red", "slow", "none"]),
            ("-slow sort:-added", ["none", "red", "blue"]),
        ] as [(String, [String]?)])
    func `a query finds what it says`(text: String, expected: [String]?) throws {
        guard let expected else {
            #expect(throws: CatalogueError.self) { try TrackQuery(parsing: text) }
            return
        }
        let found = try library().catalogue.tracks(matching: TrackQuery(parsing: text))
        #expect(found.map(\.id) == expected)
    }

    @Test(arguments: [
        "'; DROP TABLE tracks; --", "title:'; DELETE FROM tracks; --", "key:\"x' OR '1'='1\"", "tag:'||(SELECT 1)||'",
        "chord:')", "meter:') OR 1=1 --", "?", ":x", "\u{0}", "\\", "title:\\", "🎵", "a\u{301}", "-", "^", "--", "^^x",
    ])
    func `hostile text is a value and nothing else`(text: String) throws {
        let temporary = try library()
        if let query = try? TrackQuery(parsing: text) { _ = try temporary.catalogue.tracks(matching: query) }
        #expect(try temporary.catalogue.allTrackIDs().count == 4)
    }

    @Test(arguments: [
        ("colour:red", "artist, bpm"), ("bpm:fast", "bpm:120..130"), ("bpm:1..2..3", "bpm:120..130"), ("bpm:..", "bpm"),
        ("bpm:nan", "bpm"), ("swing:much", "swing:0.6.."), ("complexity:..", "complexity:0.5"),
        ("roman:", "needs a value"), ("bpm:1e999", "bpm"), ("duration:3:99", "duration:..3:00"),
        ("duration:99999999999999999999:01", "duration"),
        ("added:yesterday", "added:2026-01-01"), ("added:2026-1-1", "added:"), ("added:..", "added:"),
        ("added:2026-01-01-01", "added:"),
        ("title:", "needs a value"), ("\"open", "quotation mark"), ("sort:rowid", "sort:"), ("-sort:bpm", "sort"),
        ("sort:", "sort:"), ("sort:bpm;DROP", "sort:"),
    ])
    func `a query that cannot be understood says why`(text: String, hint: String) throws {
        let error = #expect(throws: CatalogueError.self) { try TrackQuery(parsing: text) }
        #expect(error?.description.contains(hint) == true, "\(error?.description ?? "")")
    }

    @Test func `a query has bounds`() throws {
        #expect(throws: CatalogueError.self) { try TrackQuery(parsing: String(repeating: "a", count: 4097)) }
        #expect(throws: CatalogueError.self) { try TrackQuery(parsing: String(repeating: "a ", count: 65)) }
        let most = try TrackQuery(parsing: String(repeating: "song ", count: 64))
        #expect(try library().catalogue.tracks(matching: most).map(\.id) == ["blue"])
    }
}
