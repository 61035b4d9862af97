import Catalogue
import Foundation
import SystemPackage
import Testing

@Suite struct OpeningTests {
    @Test func `a new catalogue says whose it is and of which version`() throws {
        let temporary = try TemporaryCatalogue()
        #expect(try temporary.column("PRAGMA application_id") == ["\(0x4D55_5347)"])
        #expect(try temporary.column("PRAGMA user_version") == ["3"])
        #expect(temporary.size(of: "-wal") ?? 0 > 0)
    }

    @Test func `every table is strict`() throws {
        let temporary = try TemporaryCatalogue()
        let loose = try temporary.column(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
        #expect(Set(loose) == ["grdb_migrations", "sqlite_schema", "sqlite_sequence"])
    }

    @Test func `closing leaves the log files in place, and what was written can be read again`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.record("note", message: "kept", jobID: nil, trackID: nil)
        try temporary.catalogue.close()
        #expect(temporary.size(of: "-wal") != nil)
        #expect(temporary.size(of: "-shm") != nil)

        let reader = try Catalogue(path: temporary.path, access: .readOnly)
        #expect(try reader.events(limit: 5).map(\.message) == ["kept"])
        try reader.close()
        #expect(temporary.size(of: "-wal") != nil)
        #expect(temporary.size(of: "-shm") != nil)
    }

    @Test func `a reader beside the writer sees new rows, and its end disturbs nothing`() throws {
        let temporary = try TemporaryCatalogue()
        let reader = try Catalogue(path: temporary.path, access: .readOnly)
        try temporary.catalogue.record("note", message: "one", jobID: nil, trackID: nil)
        #expect(try reader.events(limit: 5).map(\.message) == ["one"])
        try reader.close()
        try temporary.catalogue.record("note", message: "two", jobID: nil, trackID: nil)
        #expect(try temporary.catalogue.events(limit: 5).map(\.message) == ["two", "one"])
        #expect(temporary.size(of: "-wal") ?? 0 > 0)
    }

    @Test func `a reader cannot write`() throws {
        let temporary = try TemporaryCatalogue()
        let reader = try Catalogue(path: temporary.path, access: .readOnly)
        let error = #expect(throws: CatalogueError.self) {
            try reader.record("note", message: "no", jobID: nil, trackID: nil)
        }
        guard case .readOnly? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try reader.close()
    }

    @Test func `reading what is not there is an error that names the path`() throws {
        let folder = try TemporaryCatalogue.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let path = folder.appending("catalogue.db")
        #expect(throws: CatalogueError.missing(path.string)) { try Catalogue(path: path, access: .readOnly) }
        #expect(!FileManager.default.fileExists(atPath: path.string))
        let nowhere = folder.appending("no/catalogue.db")
        #expect(throws: CatalogueError.self) { try Catalogue(path: nowhere, access: .readWrite) }
    }

    @Test func `a file that is no database is refused`() throws {
        let folder = try TemporaryCatalogue.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let path = folder.appending("catalogue.db")
        try Data(repeating: 0x58, count: 8192).write(to: URL(fileURLWithPath: path.string))
        for access in [Catalogue.Access.readOnly, .readWrite] {
            let error = #expect(throws: CatalogueError.self) { try Catalogue(path: path, access: access) }
            guard case .damaged? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test(
        .enabled(if: SQLiteShell.isInstalled),
        arguments: [
            "PRAGMA user_version = 4", "INSERT INTO grdb_migrations VALUES ('4')",
        ])
    func `a catalogue of a newer version is refused and left alone`(change: String) throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.close()
        #expect(try SQLiteShell.run(temporary.path.string, change).errors == "")
        for access in [Catalogue.Access.readOnly, .readWrite] {
            #expect(throws: CatalogueError.newerSchema(found: "4")) {
                try Catalogue(path: temporary.path, access: access)
            }
        }
        #expect(try SQLiteShell.run("-readonly", temporary.path.string, "SELECT count(*) FROM tracks").output == "0\n")
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `the database of another program is refused`() throws {
        let folder = try TemporaryCatalogue.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let path = folder.appending("catalogue.db")
        _ = try SQLiteShell.run(path.string, "CREATE TABLE mail (id INTEGER)")
        #expect(throws: CatalogueError.self) { try Catalogue(path: path, access: .readWrite) }
        #expect(try SQLiteShell.run(path.string, ".tables").output.contains("tracks") == false)
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `users read with sqlite3 while open and after closing`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.record("note", message: "hello", jobID: nil, trackID: nil)
        let query = ["-readonly", temporary.path.string, "SELECT message FROM events"]
        #expect(try SQLiteShell.run(query[0], query[1], query[2]).output == "hello\n")
        #expect(temporary.size(of: "-wal") ?? 0 > 0)
        try temporary.catalogue.close()
        #expect(try SQLiteShell.run(query[0], query[1], query[2]).output == "hello\n")
        #expect(temporary.size(of: "-wal") != nil)
        #expect(temporary.size(of: "-shm") != nil)
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `another program's transaction makes writes busy until it ends`()
        throws
    {
        let temporary = try TemporaryCatalogue(busyTimeoutSeconds: 0.05)
        let before = try temporary.catalogue.dataVersion()
        let shell = try SQLiteShell([temporary.path.string])
        _ = try shell.ask(
            "BEGIN IMMEDIATE; INSERT INTO events (at, kind, message) VALUES ('x', 'x', 'theirs'); SELECT 1;")
        #expect(throws: CatalogueError.busy) {
            try temporary.catalogue.record("note", message: "ours", jobID: nil, trackID: nil)
        }
        #expect(try temporary.catalogue.events(limit: 5).isEmpty)
        _ = try shell.ask("COMMIT; SELECT 2;")
        try temporary.catalogue.record("note", message: "ours", jobID: nil, trackID: nil)
        #expect(try temporary.catalogue.events(limit: 5).map(\.message) == ["ours", "theirs"])
        #expect(try temporary.catalogue.dataVersion() != before)
        try shell.finish()
    }

    @Test func `several may open a new catalogue at once`() async throws {
        let path = try TemporaryCatalogue.makeFolder().appending("catalogue.db")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    // Eight openings in turn, each with its own syncs, may take long on a slow disk.
                    let catalogue = try Catalogue(path: path, access: .readWrite, busyTimeoutSeconds: 300)
                    try catalogue.record("note", message: "\(number)", jobID: nil, trackID: nil)
                    try catalogue.close()
                }
            }
            try await group.waitForAll()
        }
        let catalogue = try Catalogue(path: path, access: .readOnly)
        #expect(try catalogue.events(limit: 20).count == 8)
        #expect(try catalogue.integrityCheck() == [])
    }

    @Test func `a network file system is told by the mount table`() {
        let mounts = """
            21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
            36 21 0:45 / /music rw shared:7 - nfs4 server:/music rw
            """
        #expect(CatalogueLocation.isOnNetwork(device: "0:45", mounts: mounts))
        #expect(!CatalogueLocation.isOnNetwork(device: "8:1", mounts: mounts))
        #expect(!CatalogueLocation.isOnNetwork(device: "0:46", mounts: mounts))
    }
}
