import GRDB

extension Schema {
    /// Views for people who look in with `sqlite3`. They use nothing that SQLite 3.40 lacks, and no function of ours.
    static func createViews(_ db: Database) throws {
        for (name, query) in recordingViews + queueViews {
            try db.execute(sql: "CREATE VIEW \(name) AS \(query)")
        }
    }

    private static let recordingViews = [
        (
            "songs",
            """
            SELECT id, coalesce(title, file_name) AS title, artist,
                printf('%d:%02d', round(duration_s) / 60, round(duration_s) % 60) AS length,
                round(bpm, 1) AS bpm, key, time_signature, genre, added_at
            FROM tracks
            """
        ),
        (
            "chord_sheet",
            """
            SELECT chords.track_id, coalesce(tracks.title, tracks.file_name) AS title, chords.position,
                printf('%d:%04.1f', chords.start_s / 60, chords.start_s - 60 * CAST(chords.start_s / 60 AS INTEGER)) AS at,
                beats.bar, beats.beat, chords.label, chords.roman, chords.function
            FROM chords JOIN tracks ON tracks.id = chords.track_id
            LEFT JOIN beats ON beats.track_id = chords.track_id
                AND beats.position = CAST(chords.start_beat AS INTEGER)
            """
        ),
        (
            "keys",
            """
            SELECT key, count(*) AS songs, round(avg(bpm), 1) AS mean_bpm
            FROM tracks GROUP BY key ORDER BY songs DESC, key
            """
        ),
        (
            "progressions",
            """
            SELECT name, common_name, numerals, count(DISTINCT track_id) AS songs, sum(occurrences) AS occurrences
            FROM patterns GROUP BY name, common_name, numerals ORDER BY songs DESC, occurrences DESC
            """
        ),
        (
            "duplicates",
            """
            SELECT audio_sha256, id, coalesce(title, file_name) AS title, artist, file_name, added_at
            FROM tracks AS one
            WHERE EXISTS (
                SELECT 1 FROM tracks AS other WHERE other.audio_sha256 = one.audio_sha256 AND other.id <> one.id)
            ORDER BY audio_sha256, added_at
            """
        ),
    ]

    private static let queueViews = [
        (
            "queue",
            """
            SELECT id, kind, input_name, state, stage, printf('%d %%', progress * 100) AS progress, attempts, reason,
                created_at
            FROM jobs WHERE state IN ('claiming', 'queued', 'running', 'publishing', 'waiting')
            ORDER BY state IN ('running', 'publishing') DESC, state = 'waiting', id
            """
        ),
        (
            "failed",
            """
            SELECT id, kind, input_name, reason, attempts, CAST(source_directory AS TEXT) AS dropped_in, finished_at
            FROM jobs WHERE state = 'failed' ORDER BY finished_at DESC, id DESC
            """
        ),
        (
            "receipts",
            """
            SELECT events.id, events.at, events.kind, jobs.input_name, events.message,
                coalesce(tracks.title, tracks.file_name) AS title, events.job_id, events.track_id
            FROM events LEFT JOIN jobs ON jobs.id = events.job_id LEFT JOIN tracks ON tracks.id = events.track_id
            ORDER BY events.id DESC
            """
        ),
        (
            "today",
            """
            SELECT strftime('%H:%M:%S', at, 'localtime') AS time, kind, message, job_id, track_id
            FROM events WHERE date(at, 'localtime') = date('now', 'localtime') ORDER BY id
            """
        ),
    ]
}
