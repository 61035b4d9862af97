import FoundationEssentials
import GRDB

extension Catalogue {
    /// Decides what becomes of files that are about to be claimed, and writes it down before any is moved.
    ///
    /// One transaction for all. The outcomes stand in the order of the intents; a file that has the bytes of an
    /// earlier one of the same call is a duplicate of that one's job. Prompts are never duplicates.
    public func recordIntents(_ intents: [ClaimIntent]) throws(CatalogueError) -> [ClaimOutcome] {
        let now = Timestamp.text(.now)
        return try write { db in try intents.map { try Claim(db, now: now).record($0) } }
    }

    /// The files of these jobs have been moved: they wait for their turn now. Jobs that are not being claimed are left
    /// as they are.
    public func confirmClaims(_ jobIDs: [Int64]) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        try write { db in
            let confirmed = try db.cachedStatement(
                sql: """
                    UPDATE jobs SET state = 'queued', reason = NULL, finished_at = NULL, revived_from = NULL
                    WHERE id = ? AND state = 'claiming' RETURNING input_name
                    """)
            for id in jobIDs {
                guard let name = try String.fetchOne(confirmed, arguments: [id]) else { continue }
                try Catalogue.insertEvent(
                    db, NewEvent(kind: "queued", message: "\(name) is in the queue.", jobID: id), now: now)
            }
        }
    }

    /// The files of these jobs could not be moved: their rows go away, and a job that was revived is again what it was.
    public func abandonClaims(_ jobIDs: [Int64]) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        try write { db in
            for id in jobIDs {
                try db.execute(
                    sql: """
                        UPDATE jobs SET state = revived_from, finished_at = coalesce(finished_at, ?), revived_from = NULL
                        WHERE id = ? AND state = 'claiming' AND revived_from IS NOT NULL
                        """, arguments: [now, id])
                try db.execute(sql: "DELETE FROM jobs WHERE id = ? AND state = 'claiming'", arguments: [id])
            }
        }
    }
}

/// The rules by which one file of the inbox becomes a job.
private struct Claim {
    let db: Database
    let now: String

    init(_ db: Database, now: String) {
        self.db = db
        self.now = now
    }

    func record(_ intent: ClaimIntent) throws -> ClaimOutcome {
        let unclaimed = try unclaimedJobs(of: intent)
        if intent.kind == .analyse, let duplicate = try duplicate(of: intent) {
            // The file was waiting for its end or a permission; now that it can be read it has turned out to be known.
            try delete(unclaimed)
            return duplicate
        }
        if intent.kind == .analyse, let id = try endedJob(of: intent) {
            try delete(unclaimed)
            try takeOver(id, by: intent, isRevived: true)
            return .claim(jobID: id)
        }
        if let id = unclaimed.first {
            try delete(Array(unclaimed.dropFirst()))
            try takeOver(id, by: intent, isRevived: false)
            return .claim(jobID: id)
        }
        return .claim(jobID: try insert(intent))
    }

    private func duplicate(of intent: ClaimIntent) throws -> ClaimOutcome? {
        let track = try db.cachedStatement(sql: "SELECT id FROM tracks WHERE sha256 = ?")
        if let id = try String.fetchOne(track, arguments: [intent.sha256]) { return .duplicateOfTrack(trackID: id) }
        let job = try db.cachedStatement(
            sql: """
                SELECT id FROM jobs WHERE sha256 = ? AND kind = 'analyse'
                AND state IN ('claiming', 'queued', 'running', 'publishing', 'waiting') ORDER BY id LIMIT 1
                """)
        return try Int64.fetchOne(job, arguments: [intent.sha256]).map { .duplicateOfJob(jobID: $0) }
    }

    private func endedJob(of intent: ClaimIntent) throws -> Int64? {
        let job = try db.cachedStatement(
            sql: """
                SELECT id FROM jobs WHERE sha256 = ? AND kind = 'analyse' AND state IN ('failed', 'cancelled')
                ORDER BY id DESC LIMIT 1
                """)
        return try Int64.fetchOne(job, arguments: [intent.sha256])
    }

    /// Jobs of a file at the same place that waited there, or was refused and has been put back.
    private func unclaimedJobs(of intent: ClaimIntent) throws -> [Int64] {
        let jobs = try db.cachedStatement(
            sql: """
                SELECT id FROM jobs WHERE sha256 IS NULL AND source_directory = ? AND input_name_bytes = ?
                AND state IN ('waiting', 'failed') ORDER BY state = 'waiting' DESC, id DESC
                """)
        return try Int64.fetchAll(jobs, arguments: [Data(intent.sourceDirectory), Data(intent.inputNameBytes)])
    }

    private func delete(_ ids: [Int64]) throws {
        for id in ids { try db.execute(sql: "DELETE FROM jobs WHERE id = ?", arguments: [id]) }
    }

    private func takeOver(_ id: Int64, by intent: ClaimIntent, isRevived: Bool) throws {
        let update = try db.cachedStatement(
            sql: """
                UPDATE jobs SET
                    revived_from = CASE WHEN :isRevived THEN state END,
                    reason = CASE WHEN :isRevived THEN reason END,
                    finished_at = CASE WHEN :isRevived THEN finished_at END,
                    state = 'claiming', kind = :kind, input_name = :name, input_name_bytes = :nameBytes,
                    source_directory = :directory, tags = :tags, sha256 = :sha256, audio_sha256 = :audioSHA256,
                    size_bytes = :size, duration_estimate_s = :duration, is_truncated = :isTruncated,
                    attempts = 0, progress = 0, stage = NULL, not_before = NULL, cancel_requested = 0,
                    interrupted_stage = NULL, interruptions = 0, started_at = NULL, track_id = NULL, manifest = NULL
                WHERE id = :id
                """)
        var arguments = try columns(of: intent)
        arguments["id"] = id
        arguments["isRevived"] = isRevived
        try update.execute(arguments: StatementArguments(arguments))
    }

    private func insert(_ intent: ClaimIntent) throws -> Int64 {
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO jobs (kind, input_name, input_name_bytes, source_directory, tags, sha256, audio_sha256,
                    size_bytes, duration_estimate_s, is_truncated, state, created_at)
                VALUES (:kind, :name, :nameBytes, :directory, :tags, :sha256, :audioSHA256,
                    :size, :duration, :isTruncated, 'claiming', :now)
                """)
        var arguments = try columns(of: intent)
        arguments["now"] = now
        try insertion.execute(arguments: StatementArguments(arguments))
        return db.lastInsertedRowID
    }

    private func columns(of intent: ClaimIntent) throws -> [String: (any DatabaseValueConvertible)?] {
        [
            "kind": intent.kind.rawValue, "name": intent.inputName, "nameBytes": Data(intent.inputNameBytes),
            "directory": Data(intent.sourceDirectory), "tags": try TagList.text(intent.tags), "sha256": intent.sha256,
            "audioSHA256": intent.audioSHA256, "size": intent.sizeBytes, "duration": intent.durationEstimateSeconds,
            "isTruncated": intent.isTruncated,
        ]
    }
}
