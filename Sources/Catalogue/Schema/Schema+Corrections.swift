import GRDB

extension Schema {
    /// What the user has corrected of a song.
    static func addCorrections(_ db: Database) throws {
        try db.alter(table: "tracks") { table in
            // Such as "bpm, key"; NULL where nothing is corrected.
            table.add(column: "corrected_fields", .text)
        }
    }
}
