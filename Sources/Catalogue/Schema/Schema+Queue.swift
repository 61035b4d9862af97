import GRDB

extension Schema {
    /// Jobs, receipts, generated songs and models.
    static func createQueue(_ db: Database) throws {
        try createJobs(db)

        // No foreign keys: a receipt outlives the job and the track it is about.
        try db.create(table: "events", options: .strict) { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("at", .text).notNull()
            table.column("kind", .text).notNull()
            table.column("message", .text).notNull()
            table.column("job_id", .integer)
            table.column("track_id", .text)
        }
        try db.create(index: "events_at", on: "events", columns: ["at"])
        try db.create(index: "events_job_id", on: "events", columns: ["job_id"])

        try db.create(table: "generations", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("prompt", .text).notNull()
            table.column("seed", .integer).notNull()
            table.column("bpm", .real)
            table.column("key", .text)
            table.column("genre", .text)
            table.column("duration_s", .real).notNull()
            table.column("outbox_path", .text).notNull()
            table.column("created_at", .text).notNull()
        }

        try db.create(table: "models", options: .strict) { table in
            table.primaryKey("name", .text)
            table.column("task", .text).notNull()
            table.column("sha256", .text).notNull()
            table.column("licence", .text).notNull()
            table.column("installed_at", .text).notNull()
        }
    }

    private static func createJobs(_ db: Database) throws {
        try db.create(table: "jobs", options: .strict) { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("kind", .text).notNull().check(sql: "kind IN ('analyse', 'generate')")
            table.column("input_name", .text).notNull()
            table.column("state", .text).notNull().check(
                sql: """
                    state IN ('claiming', 'queued', 'running', 'publishing', 'done', 'failed', 'waiting', 'cancelled')
                    """)
            table.column("stage", .text)
            table.column("progress", .real).notNull().defaults(to: 0).check(sql: "progress BETWEEN 0 AND 1")
            table.column("attempts", .integer).notNull().defaults(to: 0)
            table.column("reason", .text)
            table.column("created_at", .text).notNull()
            table.column("started_at", .text)
            table.column("finished_at", .text)
            table.column("not_before", .text)
            table.column("sha256", .text)
            table.column("audio_sha256", .text)
            table.column("size_bytes", .integer).notNull()
            table.column("duration_estimate_s", .real)
            table.column("is_truncated", .integer).notNull().defaults(to: 0)
            table.column("track_id", .text)
            table.column("cancel_requested", .integer).notNull().defaults(to: 0)
            table.column("interrupted_stage", .text)
            table.column("interruptions", .integer).notNull().defaults(to: 0)
            table.column("manifest", .text)
            table.column("tags", .text).notNull().defaults(to: "[]")
            // What a job in state claiming was before, so that an abandoned claim leaves it as it was.
            table.column("revived_from", .text)
            table.column("input_name_bytes", .blob).notNull()
            table.column("source_directory", .blob).notNull()
        }
        try db.create(index: "jobs_state", on: "jobs", columns: ["state", "kind"])
        try db.create(index: "jobs_sha256", on: "jobs", columns: ["sha256"])
        try db.create(index: "jobs_audio_sha256", on: "jobs", columns: ["audio_sha256"])
        try db.create(index: "jobs_finished_at", on: "jobs", columns: ["finished_at"])
        // Files that are still in the inbox, or were refused there, are known by their path alone.
        try db.execute(
            sql: """
                CREATE INDEX jobs_unclaimed ON jobs(source_directory, input_name_bytes) WHERE sha256 IS NULL
                """)
    }
}
