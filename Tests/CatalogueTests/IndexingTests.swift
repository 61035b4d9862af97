import Catalogue
import Foundation
import Testing
import Tracks

@Suite struct IndexingTests {
    private let day = Date(timeIntervalSince1970: 1_800_000_000.5)

    private func indexed() throws -> TemporaryCatalogue {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: day)
        return temporary
    }

    @Test func `a track is found again as it was indexed`() throws {
        let temporary = try indexed()
        let track = try #require(try temporary.catalogue.track("blue-song-0a1b2c3d"))
        #expect(track.title == "Blue Song")
        #expect(track.artist == "Éva Nagy")
        #expect(track.fileName == "Blue Song.mp3")
        #expect(track.durationSeconds == 8.2)
        #expect(track.bpm == 120)
        #expect(track.key == "G major")
        #expect(track.timeSignature == "4/4")
        #expect(track.genre == "jazz")
        #expect(track.addedAt == day)
        #expect(track.libraryPath == "library/blue")
        #expect(track.tags == ["jazz", "2026"])
        #expect(try temporary.catalogue.track(sha256: "bytes of blue-song-0a1b2c3d") == track)
        #expect(try temporary.catalogue.track(audioSHA256: "audio of blue-song-0a1b2c3d") == track)
        #expect(try temporary.catalogue.track(sha256: "other") == nil)
    }

    @Test(arguments: [
        ("SELECT separator || ' ' || separation_residual_dbfs || ' ' || tuning_hz FROM tracks", "dunes -61.5 441.5"),
        ("SELECT harmonic_complexity || ' ' || rhythmic_complexity || ' ' || syncopation FROM tracks", "0.5 0.4 0.25"),
        ("SELECT tempo_is_constant || ' ' || swing_ratio || ' ' || notes_per_second FROM tracks", "1 0.66 5.5"),
        ("SELECT added_at FROM tracks", "2027-01-15T08:00:00.500Z"),
        ("SELECT count(*) || ' ' || sum(is_downbeat) || ' ' || max(bar) FROM beats", "16 4 4"),
        (
            "SELECT label || ' ' || roman || ' ' || function || ' ' || applied_to FROM chords WHERE position = 1",
            "D:7 V7 dominant I"
        ),
        ("SELECT borrowed_from FROM chords WHERE position = 2", "lydian"),
        ("SELECT count(*) FROM chords WHERE roman IS NULL AND root IS NULL", "4"),
        ("SELECT group_concat(letter || coalesce(label, '')) FROM sections", "Averse,B"),
        ("SELECT group_concat(key) FROM key_regions", "G major,E minor"),
        ("SELECT bpm FROM tempo_changes", "120.0"),
        (
            "SELECT type || ' ' || subtype || ' ' || from_roman || ' ' || to_roman FROM cadences",
            "authentic perfect V7 I7"
        ),
        (
            "SELECT name || ': ' || numerals || ': ' || occurrences || ': ' || start_bars FROM patterns",
            "ii-V-I: ii7 V7 I7: 2: 1, 3"
        ),
        ("SELECT group_concat(name || ' ' || is_primary) FROM genres", "jazz 1,blues 0"),
        ("SELECT group_concat(name) FROM stems", "vocals,drums,bass,other"),
        (
            "SELECT path || ' ' || rms_dbfs || ' ' || activity FROM stems WHERE name = 'drums'",
            "stems/drums.wav -18.5 0.9"
        ),
        ("SELECT count(*) FROM stems WHERE rms_dbfs IS NULL", "3"),
        ("SELECT field || ': ' || reason FROM warnings", "tuning_hz: The recording is out of tune."),
    ])
    func `what the sidecar says stands in rows`(query: String, value: String) throws {
        #expect(try indexed().column(query) == [value])
    }

    @Test func `indexing again replaces, removing removes everything`() throws {
        let temporary = try indexed()
        var sidecar = try sampleSidecar()
        sidecar.key = "A minor"
        sidecar.beats.removeLast(15)
        try temporary.catalogue.index(sidecar, libraryPath: "library/blue", addedAt: day)
        #expect(try temporary.column("SELECT key FROM tracks") == ["A minor"])
        #expect(try temporary.column("SELECT count(*) FROM beats") == ["1"])

        var renamed = try sampleSidecar("other-0a1b2c3d", sha256: sidecar.track.sha256)
        renamed.track.title = nil
        try temporary.catalogue.index(renamed, libraryPath: "library/other", addedAt: day)
        #expect(try temporary.catalogue.allTrackIDs() == ["other-0a1b2c3d"])

        try temporary.catalogue.removeTrack("other-0a1b2c3d")
        for table in [
            "tracks", "beats", "chords", "sections", "key_regions", "tempo_changes", "cadences", "patterns", "genres",
            "stems", "tags", "warnings",
        ] {
            #expect(try temporary.column("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
        }
    }

    @Test func `a beginning is enough where it is the only one`() throws {
        let temporary = try indexed()
        for id in ["blues-11112222", "blues-11112222-b", "red%_-33334444"] {
            try temporary.catalogue.index(try sampleSidecar(id), libraryPath: id, addedAt: day)
        }
        #expect(try temporary.catalogue.track("blue-")?.id == "blue-song-0a1b2c3d")
        #expect(try temporary.catalogue.track("blues-11112222")?.id == "blues-11112222")
        #expect(try temporary.catalogue.track("red%")?.id == "red%_-33334444")
        #expect(try temporary.catalogue.track("%") == nil)
        #expect(try temporary.catalogue.track("") == nil)
        let error = #expect(throws: CatalogueError.self) { try temporary.catalogue.track("blue") }
        #expect(error?.description.contains("blues-11112222-b") == true)
    }

    @Test func `reindexing replaces all tracks and leaves jobs and receipts`() throws {
        let temporary = try indexed()
        _ = try temporary.claim(intent("aa"))
        var old = try sampleSidecar("old")
        old.track.addedAt = nil
        try temporary.catalogue.index(old, libraryPath: "library/old", addedAt: day)
        let new = try sampleSidecar("new")
        try temporary.catalogue.reindex([
            (sidecar: old, libraryPath: "library/old"), (sidecar: new, libraryPath: "library/new"),
        ])
        #expect(try temporary.catalogue.allTrackIDs() == ["new", "old"])
        #expect(try temporary.catalogue.track("old")?.addedAt == day)
        #expect(try temporary.column("SELECT added_at FROM tracks WHERE id = 'new'") == ["2026-11-24T05:30:00.000Z"])
        #expect(try temporary.catalogue.countByState() == [.queued: 1])
        #expect(try temporary.catalogue.events(limit: 9).count == 1)
    }

    @Test func `a track without results is a track all the same`() throws {
        let temporary = try TemporaryCatalogue()
        let empty = TheorySidecar(
            track: try sampleSidecar("empty").track, tools: [:], audioStems: [:], stemLevels: [:],
            separationResidualDBFS: nil, analysis: TrackAnalysis(), warnings: [])
        try temporary.catalogue.index(empty, libraryPath: "library/empty", addedAt: day)
        let track = try #require(try temporary.catalogue.track("empty"))
        #expect(track.bpm == nil)
        #expect(track.key == nil)
    }
}
