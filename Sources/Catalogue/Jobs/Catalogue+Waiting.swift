import FoundationEssentials
import GRDB

extension Catalogue {
    /// Notes that a file stays in the inbox, and why. A receipt is written when this is new, or when the reason is
    /// another one; a reason that differs in its figures alone ("3 of 8 MB") is the same.
    public func waitInInbox(_ file: WaitingFile) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        let place: StatementArguments = [Data(file.sourceDirectory), Data(file.inputNameBytes)]
        try write { db in
            let known = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, reason FROM jobs WHERE sha256 IS NULL AND state = 'waiting'
                    AND source_directory = ? AND input_name_bytes = ?
                    """, arguments: place)
            let id: Int64
            if let known {
                id = known["id"]
                try db.execute(
                    sql: "UPDATE jobs SET reason = ?, kind = ?, input_name = ?, size_bytes = ? WHERE id = ?",
                    arguments: [file.reason, file.kind.rawValue, file.inputName, file.sizeBytes, id])
            } else {
                id = try Catalogue.insertUnclaimed(
                    db, UnclaimedFile(file), state: .waiting, reason: file.reason, now: now)
            }
            let knownReason: String? = known?["reason"]
            guard knownReason.map(WaitingReason.kind) != WaitingReason.kind(file.reason) else { return }
            try Catalogue.insertEvent(
                db, NewEvent(kind: "waiting", message: "\(file.inputName): \(file.reason)", jobID: id), now: now)
        }
    }

    /// A file that waited in the inbox has gone away.
    public func endWaiting(sourceDirectory: [UInt8], inputNameBytes: [UInt8]) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        try write { db in
            let gone = try Row.fetchAll(
                db,
                sql: """
                    DELETE FROM jobs WHERE sha256 IS NULL AND state = 'waiting'
                    AND source_directory = ? AND input_name_bytes = ? RETURNING id, input_name
                    """, arguments: [Data(sourceDirectory), Data(inputNameBytes)])
            for row in gone {
                let message = "\(row["input_name"] as String) was taken out of the inbox."
                try Catalogue.insertEvent(db, NewEvent(kind: "withdrawn", message: message, jobID: row["id"]), now: now)
            }
        }
    }

    /// A claimed job waits for something that only the user can give. If it was running, its attempt is refunded.
    public func wait(_ jobID: Int64, reason: String) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        try write { db in
            try db.execute(
                sql: "UPDATE jobs SET attempts = max(0, attempts - 1) WHERE id = ? AND state = 'running'",
                arguments: [jobID])
            let name = try String.fetchOne(
                db,
                sql: """
                    UPDATE jobs SET state = 'waiting', reason = ?, stage = NULL, progress = 0, finished_at = NULL
                    WHERE id = ? RETURNING input_name
                    """, arguments: [reason, jobID])
            guard let name else { return }
            try Catalogue.insertEvent(
                db, NewEvent(kind: "waiting", message: "\(name): \(reason)", jobID: jobID), now: now)
        }
    }

    /// What claimed jobs of this kind waited for has come: they are queued again.
    public func releaseWaiting(kind: JobKind) throws(CatalogueError) {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE jobs SET state = 'queued', reason = NULL
                    WHERE state = 'waiting' AND sha256 IS NOT NULL AND kind = ?
                    """, arguments: [kind.rawValue])
        }
    }

    /// Records a file that was moved to `failed/` without ever being claimed.
    public func refuse(_ file: RefusedFile) throws(CatalogueError) {
        let now = Timestamp.text(.now)
        try write { db in
            // It may have waited in the inbox before, or been refused before and put back.
            try db.execute(
                sql: """
                    DELETE FROM jobs WHERE sha256 IS NULL AND state IN ('waiting', 'failed')
                    AND source_directory = ? AND input_name_bytes = ?
                    """, arguments: [Data(file.sourceDirectory), Data(file.inputNameBytes)])
            let id = try Catalogue.insertUnclaimed(
                db, UnclaimedFile(file), state: .failed, reason: file.reason, now: now)
            try Catalogue.insertEvent(
                db, NewEvent(kind: "failed", message: "\(file.inputName): \(file.reason)", jobID: id), now: now)
        }
    }

    private static func insertUnclaimed(
        _ db: Database, _ file: UnclaimedFile, state: JobState, reason: String, now: String
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO jobs (kind, input_name, input_name_bytes, source_directory, size_bytes, state, reason,
                    created_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                file.kind.rawValue, file.inputName, Data(file.inputNameBytes), Data(file.sourceDirectory),
                file.sizeBytes, state.rawValue, reason, now, state == .failed ? now : nil,
            ])
        return db.lastInsertedRowID
    }
}

/// What the rows of waiting and of refused files have in common.
private struct UnclaimedFile {
    let kind: JobKind
    let inputName: String
    let inputNameBytes: [UInt8]
    let sourceDirectory: [UInt8]
    let sizeBytes: Int64

    init(_ file: WaitingFile) {
        kind = file.kind
        inputName = file.inputName
        inputNameBytes = file.inputNameBytes
        sourceDirectory = file.sourceDirectory
        sizeBytes = file.sizeBytes
    }

    init(_ file: RefusedFile) {
        kind = file.kind
        inputName = file.inputName
        inputNameBytes = file.inputNameBytes
        sourceDirectory = file.sourceDirectory
        sizeBytes = file.sizeBytes
    }
}

/// Tells one reason for waiting from another.
enum WaitingReason {
    /// The words before the first figure, colon or bracket; without any, the whole without its figures.
    static func kind(_ reason: String) -> String {
        let words = reason.prefix { !$0.isNumber && $0 != ":" && $0 != "(" }
        return words.isEmpty ? reason.filter { !$0.isNumber } : String(words)
    }
}
