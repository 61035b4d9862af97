public import FoundationEssentials
import GRDB
public import Tracks

extension Catalogue {
    /// Takes the oldest job that may run, and has its start on disk before returning it.
    ///
    /// A job may run when it is queued, its time has come, and no job with the same audio is running or publishing. A
    /// job whose cancellation was requested is returned as well, so that the caller can put its file away.
    public func startNext(kind: JobKind, now: Date) throws(CatalogueError) -> Job? {
        let time = Timestamp.text(now)
        return try write { db in
            try Row.fetchOne(
                db,
                sql: """
                    UPDATE jobs SET state = 'running', attempts = attempts + 1, stage = NULL, progress = 0,
                        not_before = NULL, started_at = :now, finished_at = NULL
                    WHERE id = (
                        SELECT id FROM jobs AS candidate
                        WHERE kind = :kind AND state = 'queued' AND (not_before IS NULL OR not_before <= :now)
                        AND NOT EXISTS (
                            SELECT 1 FROM jobs AS other WHERE other.audio_sha256 = candidate.audio_sha256
                            AND other.state IN ('running', 'publishing'))
                        ORDER BY id LIMIT 1)
                    RETURNING *
                    """, arguments: ["kind": kind.rawValue, "now": time]
            ).map(Job.init(row:))
        }
    }

    /// Notes how far a running job has come (0...1 over the whole job), and says whether it is to be called off.
    public func reportProgress(_ jobID: Int64, stage: String, progress: Double) throws(CatalogueError) -> Bool {
        // Not `max(0, progress)` alone: that would let a NaN through, which SQLite stores as NULL.
        let progress = progress > 0 ? min(progress, 1) : 0
        return try write { db in
            try db.execute(
                sql: "UPDATE jobs SET stage = ?, progress = ? WHERE id = ? AND state IN ('running', 'publishing')",
                arguments: [stage, progress, jobID])
            // Nobody wants the results of a job that is gone.
            let cancelRequested = try Bool.fetchOne(
                db, sql: "SELECT cancel_requested FROM jobs WHERE id = ?", arguments: [jobID])
            return cancelRequested ?? true
        }
    }

    /// Puts a job back into the queue.
    public func requeue(_ jobID: Int64, reason: String?, notBefore: Date?, refundAttempt: Bool) throws(CatalogueError) {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE jobs SET state = 'queued', reason = ?, not_before = ?, stage = NULL, progress = 0,
                        attempts = max(0, attempts - ?), finished_at = NULL, manifest = NULL
                    WHERE id = ?
                    """, arguments: [reason, notBefore.map(Timestamp.text), refundAttempt ? 1 : 0, jobID])
        }
    }

    /// At the start of the daemon: puts every job that was running back into the queue, its attempt refunded, and
    /// counts how many times in a row the supervisor died in the same stage. Returns these jobs as they are now.
    public func recoverInterrupted() throws(CatalogueError) -> [Job] {
        let now = Timestamp.text(.now)
        return try write { db in
            let jobs = try Row.fetchAll(
                db,
                sql: """
                    UPDATE jobs SET state = 'queued', attempts = max(0, attempts - 1), stage = NULL, progress = 0,
                        interruptions = CASE WHEN interrupted_stage IS stage THEN interruptions + 1 ELSE 1 END,
                        interrupted_stage = stage
                    WHERE state = 'running' RETURNING *
                    """
            ).map(Job.init(row:))
            for job in jobs {
                let stage = job.interruptedStage.map { " in stage \($0)" } ?? ""
                let message = "\(job.inputName) was interrupted\(stage) and is in the queue again."
                try Catalogue.insertEvent(db, NewEvent(kind: "interrupted", message: message, jobID: job.id), now: now)
            }
            return jobs.sorted { $0.id < $1.id }
        }
    }

    /// Gives a job up.
    public func fail(_ jobID: Int64, reason: String) throws(CatalogueError) {
        try end(jobID, as: .failed, reason: reason)
    }

    /// Calls a job off.
    public func cancel(_ jobID: Int64, reason: String) throws(CatalogueError) {
        try end(jobID, as: .cancelled, reason: reason)
    }

    /// Asks the daemon to call a job off. Jobs that have ended are left as they are.
    public func requestCancel(_ jobID: Int64) throws(CatalogueError) {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND state NOT IN ('done', 'failed', 'cancelled')
                    """, arguments: [jobID])
        }
    }

    /// Notes what is about to be moved into place, so that a crash in between can be mended.
    public func beginPublishing(_ jobID: Int64, trackID: String, manifest: String) throws(CatalogueError) {
        try write { db in
            try db.execute(
                sql: "UPDATE jobs SET state = 'publishing', stage = 'publish', track_id = ?, manifest = ? WHERE id = ?",
                arguments: [trackID, manifest, jobID])
        }
    }

    /// Records a finished track and its job in one transaction: everything of the sidecar, and the receipt.
    public func finish(
        _ jobID: Int64, sidecar: TheorySidecar, libraryPath: String, now: Date
    ) throws(CatalogueError) {
        let time = Timestamp.text(now)
        try write { db in
            try SidecarRows(sidecar, libraryPath: libraryPath, addedAt: sidecar.addedAt ?? now).replace(in: db)
            let name = try String.fetchOne(
                db,
                sql: """
                    UPDATE jobs SET state = 'done', progress = 1, stage = NULL, reason = NULL, manifest = NULL,
                        track_id = ?, not_before = NULL, cancel_requested = 0, finished_at = ?
                    WHERE id = ? RETURNING input_name
                    """, arguments: [sidecar.track.id, time, jobID])
            let message = "\(name ?? sidecar.track.fileName) is done: \(libraryPath)"
            try Catalogue.insertEvent(
                db, NewEvent(kind: "done", message: message, jobID: jobID, trackID: sidecar.track.id), now: time)
        }
    }

    private func end(_ jobID: Int64, as state: JobState, reason: String) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        try write { db in
            let name = try String.fetchOne(
                db,
                sql: """
                    UPDATE jobs SET state = ?, reason = ?, finished_at = ?, stage = NULL, not_before = NULL,
                        cancel_requested = 0, manifest = NULL, revived_from = NULL
                    WHERE id = ? RETURNING input_name
                    """, arguments: [state.rawValue, reason, now, jobID])
            guard let name else { return }
            try Catalogue.insertEvent(
                db, NewEvent(kind: state.rawValue, message: "\(name): \(reason)", jobID: jobID), now: now)
        }
    }
}
