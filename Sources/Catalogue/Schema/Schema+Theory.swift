import GRDB

extension Schema {
    /// Harmony, rhythm and genre, explained: what the first schema had no room for.
    static func addTheory(_ db: Database) throws {
        try db.alter(table: "tracks") { table in
            table.add(column: "scale", .text)
            table.add(column: "voice_leading", .text)
            table.add(column: "voice_leading_semitones", .real)
            table.add(column: "static_harmony_share", .real)
            table.add(column: "notes_per_beat", .real)
        }
        try db.alter(table: "chords") { $0.add(column: "role", .text) }
        try db.alter(table: "patterns") { table in
            table.add(column: "is_loop", .integer)
            table.add(column: "length_bars", .real)
            table.add(column: "coverage", .real)
        }
        try db.create(index: "patterns_common_name", on: "patterns", columns: ["common_name"])
        try createHarmonicRows(db)
        try createRhythmicRows(db)
        try createRows(db, "genre_reasons") { table in
            table.column("reason", .text).notNull()
        }
        try createRows(db, "genre_features") { table in
            table.column("name", .text).notNull()
            table.column("value", .real).notNull()
        }
        try db.create(index: "genre_features_name", on: "genre_features", columns: ["name", "value"])
        try renewTheoryViews(db)
    }

    private static func createHarmonicRows(_ db: Database) throws {
        try createRows(db, "pattern_occurrences") { table in
            table.column("name", .text).notNull()
            table.column("start_bar", .integer).notNull()
            table.column("start_s", .real)
            table.column("end_s", .real)
            table.column("rotation", .integer)
        }
        try createRows(db, "complexity_parts") { table in
            // "harmonic" or "rhythmic"
            table.column("kind", .text).notNull()
            table.column("name", .text).notNull()
            table.column("value", .real).notNull()
            table.column("degree", .real).notNull()
        }
        try createRows(db, "complexity_reasons") { table in
            table.column("kind", .text).notNull()
            table.column("reason", .text).notNull()
        }
    }

    private static func createRhythmicRows(_ db: Database) throws {
        try createRows(db, "stem_rhythms") { table in
            table.column("stem", .text).notNull()
            table.column("syncopation", .real)
            table.column("longuet_higgins_lee_per_bar", .real)
            table.column("weighted_note_to_beat_distance", .real)
            table.column("off_beatness_per_bar", .real)
            table.column("notes_per_second", .real)
        }
        try createRows(db, "accents") { table in
            table.column("beat", .real).notNull()
            table.column("weight", .real).notNull()
            table.column("is_strong", .integer).notNull()
        }
        try createRows(db, "polyrhythms") { table in
            table.column("kind", .text).notNull()
            table.column("ratio", .text).notNull()
            table.column("voices", .text).notNull()
            table.column("start_bar", .integer).notNull()
            table.column("bars", .integer).notNull()
            table.column("p_value", .real).notNull()
            table.column("description", .text).notNull()
        }
    }

    private static func renewTheoryViews(_ db: Database) throws {
        for (name, query) in theoryViews {
            try db.execute(sql: "DROP VIEW IF EXISTS \(name)")
            try db.execute(sql: "CREATE VIEW \(name) AS \(query)")
        }
    }

    private static let theoryViews = [
        (
            "chord_sheet",
            """
            SELECT chords.track_id, coalesce(tracks.title, tracks.file_name) AS title, chords.position,
                printf('%d:%04.1f', chords.start_s / 60, chords.start_s - 60 * CAST(chords.start_s / 60 AS INTEGER)) AS at,
                beats.bar, beats.beat, chords.label, chords.roman, chords.function, chords.role
            FROM chords JOIN tracks ON tracks.id = chords.track_id
            LEFT JOIN beats ON beats.track_id = chords.track_id
                AND beats.position = CAST(chords.start_beat AS INTEGER)
            """
        ),
        (
            "progressions",
            """
            SELECT name, common_name, numerals, count(DISTINCT track_id) AS songs, sum(occurrences) AS occurrences,
                round(avg(coverage), 2) AS mean_coverage
            FROM patterns GROUP BY name, common_name, numerals ORDER BY songs DESC, occurrences DESC
            """
        ),
        (
            "song_progressions",
            """
            SELECT songs.id, title, artist, bpm, key, time_signature, genre, name AS progression, common_name,
                occurrences, is_loop, length_bars, coverage
            FROM patterns JOIN songs ON songs.id = patterns.track_id
            """
        ),
        (
            "explanations",
            """
            SELECT track_id, coalesce(title, file_name) AS title, 'genre' AS about, genre_reasons.position, reason
            FROM genre_reasons JOIN tracks ON tracks.id = track_id
            UNION ALL
            SELECT track_id, coalesce(title, file_name), kind || ' complexity', complexity_reasons.position, reason
            FROM complexity_reasons JOIN tracks ON tracks.id = track_id
            """
        ),
    ]
}
