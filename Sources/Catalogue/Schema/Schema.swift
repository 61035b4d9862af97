import GRDB

/// The tables and views, and how older catalogues become current ones.
enum Schema {
    /// "MUSG"
    static let applicationID = 0x4D55_5347

    /// The newest schema's number, which is also the number of migrations.
    static let version = 3

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try createRecordings(db)
            try createQueue(db)
            try createViews(db)
            try createHelp(db)
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { db in
            try addCorrections(db)
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3") { db in
            try addTheory(db)
            try renewHelp(db)
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        return migrator
    }

    /// Brings a catalogue to the newest schema.
    static func migrate(_ pool: DatabasePool) throws {
        do {
            try migrator.migrate(pool)
        } catch {
            // Another process may have done the same at the same time, and been first.
            guard try pool.read({ try migrator.hasCompletedMigrations($0) }) else { throw error }
        }
    }

    /// Throws for a database that this version must not touch. A new, empty file passes.
    static func requireKnown(_ db: Database) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if found > version { throw CatalogueError.newerSchema(found: "\(found)") }
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard application != applicationID else {
            let known = Set(migrator.migrations)
            let unknown = try migrator.appliedIdentifiers(db).subtracting(known)
            if let first = unknown.sorted().first { throw CatalogueError.newerSchema(found: first) }
            return
        }
        let objectCount = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'")
        if application != 0 || objectCount != 0 {
            throw CatalogueError.other("The file is the database of another program. Give the catalogue another place.")
        }
    }

    /// Throws for a database that has not been brought to this version's schema.
    static func requireCurrent(_ db: Database) throws {
        guard try !migrator.hasCompletedMigrations(db) else { return }
        throw CatalogueError.other(
            "Its schema is older than this version of Musigen. Run `musigen init` or start the daemon to renew it.")
    }
}
