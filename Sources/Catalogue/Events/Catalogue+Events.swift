import FoundationEssentials
import GRDB

extension Catalogue {
    /// Records that something happened.
    public func record(_ kind: String, message: String, jobID: Int64?, trackID: String?) throws(CatalogueError) {
        try recordMany([NewEvent(kind: kind, message: message, jobID: jobID, trackID: trackID)])
    }

    /// Records that several things happened, in one transaction.
    public func recordMany(_ events: [NewEvent]) throws(CatalogueError) {
        guard !events.isEmpty else { return }
        let now = Timestamp.text(.now)
        try write { db in
            for event in events { try Catalogue.insertEvent(db, event, now: now) }
        }
    }

    /// The last events, newest first.
    public func events(limit: Int) throws(CatalogueError) -> [Event] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM events ORDER BY id DESC LIMIT ?", arguments: [max(0, limit)]).map {
                Event(
                    id: $0["id"], at: Timestamp.date($0["at"]) ?? .distantPast, kind: $0["kind"],
                    message: $0["message"], jobID: $0["job_id"], trackID: $0["track_id"])
            }
        }
    }

    static func insertEvent(_ db: Database, _ event: NewEvent, now: String) throws {
        let insertion = try db.cachedStatement(
            sql: "INSERT INTO events (at, kind, message, job_id, track_id) VALUES (?, ?, ?, ?, ?)")
        try insertion.execute(arguments: [now, event.kind, event.message, event.jobID, event.trackID])
    }
}
