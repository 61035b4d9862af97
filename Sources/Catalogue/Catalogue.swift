import GRDB
import GRDBSQLite
public import SystemPackage

/// The searchable index of the library, the queue of jobs and the receipts of what became of every file: `catalogue.db`.
///
/// All functions are synchronous and may be called from any thread. Every write is one IMMEDIATE transaction, on disk
/// when the function returns. The file must not be opened by anything but SQLite inside this process: closing such a
/// descriptor would drop SQLite's locks.
public final class Catalogue: Sendable {
    /// How a catalogue is opened.
    public enum Access: Sendable {
        /// Created and migrated where necessary.
        case readWrite
        /// Neither created nor changed.
        case readOnly
    }

    let pool: DatabasePool
    let path: String

    /// Opens the catalogue; with `.readWrite` it is created and brought to the newest schema first. A write waits for
    /// another program's at most `busyTimeoutSeconds`, then throws `busy`.
    ///
    /// Throws `missing` for read-only access to nothing, `newerSchema` for a catalogue of a later version, and the
    /// other cases as SQLite reports them.
    public init(path: FilePath, access: Access, busyTimeoutSeconds: Double = 5) throws(CatalogueError) {
        self.path = try CatalogueLocation.checked(path, access: access)
        do {
            pool = try DatabasePool(
                path: self.path, configuration: Catalogue.configuration(access, busyTimeoutSeconds: busyTimeoutSeconds))
            switch access {
            case .readWrite:
                // Opening in WAL mode lowers this to NORMAL, which may lose the last commits in a power cut.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                try Schema.migrate(pool)
            case .readOnly:
                try pool.read { try Schema.requireCurrent($0) }
            }
        } catch {
            throw CatalogueLocation.error(error, path: self.path)
        }
    }

    /// Writes everything from the log into the database file, and closes it. `-wal` and `-shm` stay, so that users who
    /// may only read can read.
    public func close() throws {
        if !pool.configuration.readonly { checkpoint() }
        try pool.close()
    }

    /// Reads in one snapshot.
    func read<T>(_ body: (Database) throws -> T) throws(CatalogueError) -> T {
        do {
            return try pool.read(body)
        } catch {
            throw CatalogueError(error)
        }
    }

    /// Writes in one IMMEDIATE transaction, which is on disk when this returns.
    func write<T>(_ body: (Database) throws -> T) throws(CatalogueError) -> T {
        var systemError: Int32 = 0
        do {
            return try pool.writeWithoutTransaction { db in
                do {
                    var result: T?
                    try db.inTransaction(.immediate) {
                        result = try body(db)
                        return .commit
                    }
                    guard let result else { preconditionFailure("A transaction ended without its result.") }
                    return result
                } catch {
                    systemError = unsafe sqlite3_system_errno(db.sqliteConnection)
                    throw error
                }
            }
        } catch {
            throw CatalogueError(error, systemError: systemError)
        }
    }
}
