import Catalogue
import Foundation
import SystemPackage
import Testing
import Tracks

@Suite struct CorrectionTests {
    private let day = Date(timeIntervalSince1970: 1_800_000_000.5)

    private func corrected() throws -> TheorySidecar {
        var sidecar = try sampleSidecar()
        sidecar.corrections = Corrections(bpm: 60, key: "E minor")
        (sidecar.bpm, sidecar.key) = (60, "E minor")
        return sidecar
    }

    @Test func `the row says what is corrected, and nothing where nothing is`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: day)
        #expect(try temporary.column("SELECT corrected_fields FROM tracks") == ["NULL"])
        #expect(try temporary.catalogue.track("blue-song-0a1b2c3d")?.correctedFields == [])
        try temporary.catalogue.index(try corrected(), libraryPath: "library/blue", addedAt: day)
        #expect(try temporary.column("SELECT corrected_fields FROM tracks") == ["bpm, key"])
        #expect(try temporary.catalogue.track("blue-song-0a1b2c3d")?.correctedFields == ["bpm", "key"])
    }

    @Test func `renewing replaces the rows, keeps when the song was dropped, and leaves a receipt`() throws {
        let temporary = try TemporaryCatalogue()
        let event = NewEvent(kind: "corrected", message: "said so", trackID: "blue-song-0a1b2c3d")
        #expect(try !temporary.catalogue.renew(try corrected(), libraryPath: "library/blue", event: event))
        #expect(try temporary.catalogue.allTrackIDs() == [] && temporary.catalogue.events(limit: 9) == [])
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: day)
        #expect(try temporary.catalogue.renew(try corrected(), libraryPath: "library/blue", event: event))
        let track = try #require(try temporary.catalogue.track("blue-song-0a1b2c3d"))
        #expect(track.bpm == 60 && track.key == "E minor" && track.addedAt == day)
        #expect(try temporary.catalogue.events(limit: 9).map(\.message) == ["said so"])
        #expect(try temporary.catalogue.renew(try sampleSidecar(), libraryPath: "library/blue", event: nil))
        #expect(try temporary.catalogue.events(limit: 9).count == 1)
        #expect(try temporary.column("SELECT corrected_fields FROM tracks") == ["NULL"])
    }

    @Test func `reindexing takes corrections from the sidecars`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.reindex([(sidecar: try corrected(), libraryPath: "library/blue")])
        #expect(try temporary.column("SELECT corrected_fields FROM tracks") == ["bpm, key"])
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `a catalogue from before there were corrections is renewed`()
        throws
    {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: day)
        try temporary.catalogue.close()
        let older = try SQLiteShell.run(
            temporary.path.string,
            OlderSchema.withoutTheory + """
                ALTER TABLE tracks DROP COLUMN corrected_fields;
                DELETE FROM grdb_migrations WHERE identifier = '2'; PRAGMA user_version = 1;
                """)
        #expect(older.errors == "")
        #expect(throws: CatalogueError.self) { try Catalogue(path: temporary.path, access: .readOnly) }
        let catalogue = try Catalogue(path: temporary.path, access: .readWrite)
        #expect(try catalogue.track("blue-song-0a1b2c3d")?.correctedFields == [])
        #expect(try catalogue.renew(try corrected(), libraryPath: "library/blue", event: nil))
        #expect(try catalogue.track("blue-song-0a1b2c3d")?.correctedFields == ["bpm", "key"])
        #expect(try catalogue.run(sql: "SELECT query FROM help").rows.count > 20)
        try catalogue.close()
    }
}
