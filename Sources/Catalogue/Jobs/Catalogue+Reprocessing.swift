internal import FoundationEssentials
internal import GRDB

extension Catalogue {
    /// Queues a finished track to be worked on again; its library entry is replaced when that is done.
    ///
    /// - Parameters:
    ///   - inputNameBytes: name of the original inside the library entry.
    ///   - libraryDirectory: absolute path of the entry.
    /// - Returns: the job's number, or `nil` where the track is unknown or already on its way.
    public func enqueueReprocessing(
        trackID: String, inputNameBytes: [UInt8], libraryDirectory: [UInt8], sizeBytes: Int64
    ) throws(CatalogueError) -> Int64? {
        let now = Timestamp.text(.now)
        return try write { db in
            let track = try Row.fetchOne(
                db, sql: "SELECT sha256, audio_sha256, file_name, duration_s FROM tracks WHERE id = ?",
                arguments: [trackID])
            guard let track else { return nil }
            let isOpen = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM jobs WHERE sha256 = ?
                    AND state IN ('claiming', 'queued', 'running', 'publishing'))
                    """, arguments: [track["sha256"] as String])
            if isOpen == true { return nil }
            try db.execute(
                sql: """
                    INSERT INTO jobs (kind, input_name, input_name_bytes, source_directory, sha256, audio_sha256,
                        size_bytes, duration_estimate_s, state, track_id, created_at)
                    VALUES ('analyse', ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)
                    """,
                arguments: [
                    track["file_name"] as String, Data(inputNameBytes), Data(libraryDirectory),
                    track["sha256"] as String, track["audio_sha256"] as String, sizeBytes,
                    track["duration_s"] as Double, trackID, now,
                ])
            let id = db.lastInsertedRowID
            try Catalogue.insertEvent(
                db,
                NewEvent(kind: "queued", message: "\(trackID) is to be worked on again.", jobID: id, trackID: trackID),
                now: now)
            return id
        }
    }
}
