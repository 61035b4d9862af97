import Glibc
import GRDB
import GRDBSQLite
public import SystemPackage

extension Catalogue {
    /// The version of SQLite at work.
    public static var sqliteVersion: String { unsafe String(cString: sqlite3_libversion()) }

    /// What is wrong with the file and with its references, in SQLite's words; empty where all is well.
    public func integrityCheck() throws(CatalogueError) -> [String] {
        try read { db in
            let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map {
                "A row of table \($0[0] as String? ?? "?") belongs to no row of \($0[2] as String? ?? "?")."
            }
            return faults + orphans
        }
    }

    /// Writes a compact copy, which appears whole or not at all; an older file of that name is replaced.
    ///
    /// Works while the catalogue is in use.
    public func backup(to destination: FilePath) throws(CatalogueError) {
        guard let target = String(validating: destination) else {
            throw .other("The path \(destination) is not valid UTF-8, which SQLite requires. Choose another name.")
        }
        let temporary = target + ".tmp"
        // Left over from a backup that was interrupted; SQLite writes into new files alone.
        if unsafe unlink(temporary) != 0, errno != ENOENT { throw .backup(temporary, Errno(rawValue: errno)) }
        do {
            let queue = try separateConnection()
            try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
            try queue.close()
        } catch {
            _ = unsafe unlink(temporary)
            throw CatalogueError(error)
        }
        do {
            try synchronise(FilePath(temporary))
            guard unsafe rename(temporary, target) == 0 else { throw Errno(rawValue: errno) }
            let folder = destination.removingLastComponent()
            try synchronise(folder.isEmpty ? "." : folder)
        } catch {
            throw CatalogueError.backup(target, error as? Errno ?? .ioError)
        }
    }

    /// When idle: moves the log's content into the database file if the log has grown beyond 4 MiB, and lets SQLite
    /// refresh its statistics. Returns the bytes that are left in the log: many, where some reader has not ended.
    @discardableResult public func checkpointIfLarge() throws(CatalogueError) -> Int64 {
        guard !pool.configuration.readonly else { return logByteCount }
        if logByteCount > 4 << 20 { checkpoint() }
        do {
            try pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA analysis_limit = 400; PRAGMA optimize")
            }
        } catch {
            throw CatalogueError(error)
        }
        return logByteCount
    }

    /// Moves as much of the log into the database file as readers allow at present, and empties the log if that is all.
    func checkpoint() {
        // A log that cannot be moved now is moved later; nothing is lost by leaving it.
        try? pool.writeWithoutTransaction { db in
            // Writers would have to wait as long as this waits for readers.
            let usual = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
            try db.execute(sql: "PRAGMA busy_timeout = \(min(usual, 200))")
            defer { try? db.execute(sql: "PRAGMA busy_timeout = \(usual)") }
            try db.checkpoint(.truncate)
        }
    }

    /// Replaces the list of installed models.
    public func replaceModels(_ rows: [ModelRow]) throws(CatalogueError) {
        try write { db in
            try db.execute(sql: "DELETE FROM models")
            for row in rows {
                try db.execute(
                    sql: """
                        INSERT OR REPLACE INTO models (name, task, sha256, licence, installed_at)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [row.name, row.task, row.sha256, row.licence, Timestamp.text(row.installedAt)])
            }
        }
    }

    /// A read-only connection of its own, so that nothing done with it lasts.
    func separateConnection() throws -> DatabaseQueue {
        try DatabaseQueue(path: path, configuration: Catalogue.configuration(.readOnly, busyTimeoutSeconds: 5))
    }

    private var logByteCount: Int64 {
        var status = stat()
        return unsafe stat(path + "-wal", &status) == 0 ? Int64(status.st_size) : 0
    }

    private func synchronise(_ file: FilePath) throws {
        let descriptor = try FileDescriptor.open(file, .readOnly)
        defer { try? descriptor.close() }
        guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
}

extension CatalogueError {
    fileprivate static func backup(_ path: String, _ error: Errno) -> CatalogueError {
        error == .noSpace ? .diskFull : .other("The backup \(path) could not be written (\(error)).")
    }
}
