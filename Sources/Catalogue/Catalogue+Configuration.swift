import GRDB
import GRDBSQLite

extension Catalogue {
    /// How every connection is set up.
    static func configuration(_ access: Access, busyTimeoutSeconds: Double) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access == .readOnly
        configuration.label = "catalogue"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.prepareDatabase { db in
            try keepLogFiles(db)
            try Schema.requireKnown(db)
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
        }
        return configuration
    }

    /// Without `-wal` and `-shm`, users who may not write in the folder could not read while the daemon is stopped.
    private static func keepLogFiles(_ db: Database) throws {
        var isPersistent: Int32 = 1
        let code = unsafe sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &isPersistent)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
