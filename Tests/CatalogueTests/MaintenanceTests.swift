import Catalogue
import Foundation
import SystemPackage
import Testing
import Tracks

@Suite struct MaintenanceTests {
    @Test func `a sound catalogue has no faults`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: .now)
        #expect(try temporary.catalogue.integrityCheck() == [])
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `a row that belongs to nothing is a fault`() throws {
        let temporary = try TemporaryCatalogue()
        _ = try SQLiteShell.run(temporary.path.string, "INSERT INTO tags VALUES ('gone', 0, 'x')")
        #expect(try temporary.catalogue.integrityCheck().count == 1)
    }

    @Test func `a damaged file is not taken for a sound one`() throws {
        let temporary = try TemporaryCatalogue()
        for number in 0..<200 {
            try temporary.catalogue.record("note", message: "\(number)", jobID: nil, trackID: nil)
        }
        try temporary.catalogue.close()
        // Every page but the first, with the schema's root.
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: temporary.path.string))
        let size = try file.seekToEnd()
        for page in stride(from: 4096, to: size, by: 4096) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        }
        try file.close()
        let faults = Result {
            let catalogue = try Catalogue(path: temporary.path, access: .readOnly)
            return try catalogue.integrityCheck()
        }
        switch faults {
        case .success(let faults): #expect(!faults.isEmpty)
        case .failure(CatalogueError.damaged): break
        case .failure(let error): Issue.record(error)
        }
    }

    @Test func `a backup is a whole catalogue, made while the other is in use`() throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        try catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: .now)
        let destination = temporary.folder.appending("backup.db")
        for text in ["an older backup", "a left-over"] {
            let name = text == "a left-over" ? destination.string + ".tmp" : destination.string
            try Data(text.utf8).write(to: URL(fileURLWithPath: name))
        }
        try catalogue.backup(to: destination)
        #expect(!FileManager.default.fileExists(atPath: destination.string + ".tmp"))
        let copy = try Catalogue(path: destination, access: .readWrite)
        #expect(try copy.allTrackIDs() == ["blue-song-0a1b2c3d"])
        #expect(try copy.integrityCheck() == [])
        try copy.close()
        try catalogue.record("note", message: "still in use", jobID: nil, trackID: nil)

        let error = #expect(throws: CatalogueError.self) {
            try catalogue.backup(to: temporary.folder.appending("no/backup.db"))
        }
        #expect(error != nil)
    }

    @Test func `a large log is emptied when idle, unless someone reads`() throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        let message = String(repeating: "x", count: 1 << 20)
        try catalogue.record("note", message: message, jobID: nil, trackID: nil)
        #expect(try catalogue.checkpointIfLarge() > 1 << 20)
        for _ in 0..<8 { try catalogue.record("note", message: message, jobID: nil, trackID: nil) }
        #expect(temporary.size(of: "-wal") ?? 0 > 4 << 20)
        #expect(try catalogue.checkpointIfLarge() < 1 << 20)
        #expect(try catalogue.events(limit: 20).count == 9)
        #expect(temporary.size(of: "-wal") != nil)
    }

    @Test func `the list of models is replaced`() throws {
        let temporary = try TemporaryCatalogue()
        let date = Date(timeIntervalSince1970: 1_800_000_000)
        let row = ModelRow(name: "dunes", task: "separation", sha256: "aa", licence: "Apache-2.0", installedAt: date)
        var other = row
        other.name = "hills"
        try temporary.catalogue.replaceModels([row, other])
        try temporary.catalogue.replaceModels([row])
        #expect(
            try temporary.column("SELECT name || ' ' || licence || ' ' || installed_at FROM models")
                == ["dunes Apache-2.0 2027-01-15T08:00:00.000Z"])
    }

    @Test func `the version of SQLite is known`() {
        #expect(Catalogue.sqliteVersion.hasPrefix("3."))
    }

    @Test(arguments: [0, 0.001, 0.999, 0.5004, 1_800_000_000.123, -1.25])
    func `times come back to the millisecond`(seconds: Double) throws {
        let temporary = try TemporaryCatalogue()
        let date = Date(timeIntervalSince1970: seconds)
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "x", addedAt: date)
        let found = try #require(try temporary.catalogue.track("blue-song-0a1b2c3d")?.addedAt)
        #expect(abs(found.timeIntervalSince(date)) < 0.000_6)
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "x", addedAt: found)
        #expect(try temporary.catalogue.track("blue-song-0a1b2c3d")?.addedAt == found)
    }

    @Test func `many threads write at once and nothing is lost`() async throws {
        let temporary = try TemporaryCatalogue()
        let catalogue = temporary.catalogue
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try catalogue.record("note", message: "\(number)", jobID: nil, trackID: nil)
                    _ = try catalogue.countByState()
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(try catalogue.events(limit: 100).map(\.message)) == Set((0..<50).map { "\($0)" }))
    }
}
