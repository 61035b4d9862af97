import GRDB

extension Catalogue {
    /// The jobs in any of these states, oldest first.
    public func jobs(in states: Set<JobState>) throws(CatalogueError) -> [Job] {
        let names = states.map(\.rawValue)
        return try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM jobs WHERE state IN (\(databaseQuestionMarks(count: names.count))) ORDER BY id",
                arguments: StatementArguments(names)
            ).map(Job.init(row:))
        }
    }

    /// The job with this identifier, or `nil`.
    public func job(_ id: Int64) throws(CatalogueError) -> Job? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM jobs WHERE id = ?", arguments: [id]).map(Job.init(row:))
        }
    }

    /// The jobs that ended last, newest first.
    public func recentJobs(limit: Int) throws(CatalogueError) -> [Job] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM jobs WHERE finished_at IS NOT NULL AND state IN ('done', 'failed', 'cancelled')
                    ORDER BY finished_at DESC, id DESC LIMIT ?
                    """, arguments: [max(0, limit)]
            ).map(Job.init(row:))
        }
    }

    /// How many jobs there are in each state; states without jobs are left out.
    public func countByState() throws(CatalogueError) -> [JobState: Int] {
        try read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT state, count(*) AS count FROM jobs GROUP BY state")
            return rows.reduce(into: [:]) { counts, row in
                if let state = JobState(rawValue: row["state"]) { counts[state] = row["count"] }
            }
        }
    }

    /// A number that changes when another program has written to the catalogue.
    public func dataVersion() throws(CatalogueError) -> Int {
        do {
            return try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        } catch {
            throw CatalogueError(error)
        }
    }
}
