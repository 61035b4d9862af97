import GRDB

extension Schema {
    /// Tracks, and the rows that belong to each.
    static func createRecordings(_ db: Database) throws {
        try createTracks(db)
        try createTimeline(db)
        try createTheory(db)
        try createLabels(db)
    }

    private static func createTracks(_ db: Database) throws {
        try db.create(table: "tracks", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("title", .text)
            table.column("artist", .text)
            table.column("album", .text)
            table.column("file_name", .text).notNull()
            table.column("duration_s", .real).notNull()
            table.column("bpm", .real)
            table.column("bpm_confidence", .real)
            table.column("tempo_is_constant", .integer)
            table.column("key", .text)
            table.column("key_confidence", .real)
            table.column("time_signature", .text)
            table.column("time_signature_confidence", .real)
            table.column("tuning_hz", .real)
            table.column("genre", .text)
            table.column("genre_confidence", .real)
            table.column("tagged_genre", .text)
            table.column("harmonic_complexity", .real)
            table.column("rhythmic_complexity", .real)
            table.column("syncopation", .real)
            table.column("swing_ratio", .real)
            table.column("notes_per_second", .real)
            table.column("chord_changes_per_bar", .real)
            table.column("sample_rate_hz", .integer).notNull()
            table.column("channels", .integer).notNull()
            table.column("separator", .text)
            table.column("separation_residual_dbfs", .real)
            table.column("sha256", .text).notNull().unique()
            table.column("audio_sha256", .text).notNull()
            table.column("same_audio_as", .text)
            table.column("added_at", .text).notNull()
            table.column("library_path", .text).notNull()
        }
        for column in ["bpm", "key", "artist", "genre", "audio_sha256", "added_at"] {
            try db.create(index: "tracks_\(column)", on: "tracks", columns: [column])
        }
    }

    private static func createTimeline(_ db: Database) throws {
        try createRows(db, "beats") { table in
            table.column("time_s", .real).notNull()
            table.column("bar", .integer).notNull()
            table.column("beat", .integer).notNull()
            table.column("is_downbeat", .integer).notNull()
            table.column("confidence", .real).notNull()
        }
        try createRows(db, "chords") { table in
            table.column("start_s", .real).notNull()
            table.column("end_s", .real).notNull()
            table.column("start_beat", .real)
            table.column("end_beat", .real)
            table.column("label", .text).notNull()
            table.column("root", .text)
            table.column("quality", .text)
            table.column("bass", .text)
            table.column("roman", .text)
            table.column("function", .text)
            table.column("applied_to", .text)
            table.column("borrowed_from", .text)
            table.column("confidence", .real).notNull()
        }
        try db.create(index: "chords_label", on: "chords", columns: ["label"])
        try db.create(index: "chords_roman", on: "chords", columns: ["roman"])
        try createRows(db, "sections") { table in
            table.column("start_s", .real).notNull()
            table.column("end_s", .real).notNull()
            table.column("start_bar", .integer)
            table.column("letter", .text).notNull()
            table.column("label", .text)
            table.column("confidence", .real).notNull()
        }
        try createRows(db, "key_regions") { table in
            table.column("start_s", .real).notNull()
            table.column("end_s", .real).notNull()
            table.column("key", .text).notNull()
        }
        try createRows(db, "tempo_changes") { table in
            table.column("start_s", .real).notNull()
            table.column("bpm", .real).notNull()
        }
    }

    private static func createTheory(_ db: Database) throws {
        try createRows(db, "cadences") { table in
            table.column("time_s", .real).notNull()
            table.column("bar", .integer).notNull()
            table.column("type", .text).notNull()
            table.column("subtype", .text)
            table.column("from_roman", .text).notNull()
            table.column("to_roman", .text).notNull()
            table.column("confidence", .real).notNull()
        }
        try createRows(db, "patterns") { table in
            table.column("name", .text).notNull()
            table.column("common_name", .text)
            table.column("numerals", .text).notNull()
            table.column("occurrences", .integer).notNull()
            table.column("start_bars", .text).notNull()
        }
        try db.create(index: "patterns_name", on: "patterns", columns: ["name"])
        try createRows(db, "genres") { table in
            table.column("name", .text).notNull()
            table.column("confidence", .real)
            table.column("is_primary", .integer).notNull()
        }
        try db.create(index: "genres_name", on: "genres", columns: ["name"])
    }

    private static func createLabels(_ db: Database) throws {
        try createRows(db, "stems") { table in
            table.column("name", .text).notNull()
            table.column("path", .text).notNull()
            table.column("rms_dbfs", .real)
            table.column("activity", .real)
        }
        try createRows(db, "tags") { table in
            table.column("tag", .text).notNull()
        }
        try db.create(index: "tags_tag", on: "tags", columns: ["tag"])
        try createRows(db, "warnings") { table in
            table.column("field", .text).notNull()
            table.column("reason", .text).notNull()
        }
    }

    /// A table of rows that belong to a track, in order from 0, and go with it.
    static func createRows(
        _ db: Database, _ name: String, columns: (TableDefinition) -> Void
    ) throws {
        try db.create(table: name, options: [.strict, .withoutRowID]) { table in
            table.column("track_id", .text).notNull().references("tracks", onDelete: .cascade)
            table.column("position", .integer).notNull()
            columns(table)
            table.primaryKey(["track_id", "position"])
        }
    }
}
