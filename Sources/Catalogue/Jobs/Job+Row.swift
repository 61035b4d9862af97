import FoundationEssentials
import GRDB

extension Job {
    /// Reads a row of table `jobs`.
    init(row: Row) {
        self.init(
            id: row["id"],
            // The table's CHECK constraints allow nothing else than these names.
            kind: JobKind(rawValue: row["kind"]) ?? .analyse,
            inputName: row["input_name"],
            inputNameBytes: [UInt8](row["input_name_bytes"] as Data),
            sourceDirectory: [UInt8](row["source_directory"] as Data),
            tags: TagList.tags(row["tags"]),
            sha256: row["sha256"],
            audioSHA256: row["audio_sha256"],
            sizeBytes: row["size_bytes"],
            durationEstimateSeconds: row["duration_estimate_s"],
            isTruncated: row["is_truncated"],
            state: JobState(rawValue: row["state"]) ?? .failed,
            stage: row["stage"],
            progress: row["progress"],
            attempts: row["attempts"],
            interruptedStage: row["interrupted_stage"],
            interruptions: row["interruptions"],
            reason: row["reason"],
            trackID: row["track_id"],
            manifest: row["manifest"],
            notBefore: (row["not_before"] as String?).flatMap(Timestamp.date),
            cancelRequested: row["cancel_requested"],
            createdAt: Timestamp.date(row["created_at"]) ?? .distantPast,
            startedAt: (row["started_at"] as String?).flatMap(Timestamp.date),
            finishedAt: (row["finished_at"] as String?).flatMap(Timestamp.date))
    }
}

/// A job's tags as its row keeps them until they become rows of the track: a JSON array.
enum TagList {
    static func text(_ tags: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(tags), as: UTF8.self)
    }

    static func tags(_ text: String) -> [String] {
        // Whoever wrote something else by hand gets a job without tags rather than no job.
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}
