public import FoundationEssentials
import GRDB
public import Tracks

extension Catalogue {
    /// Writes all rows of a track, in the place of those that are there.
    public func index(_ sidecar: TheorySidecar, libraryPath: String, addedAt: Date) throws(CatalogueError) {
        try write { db in
            try SidecarRows(sidecar, libraryPath: libraryPath, addedAt: addedAt).replace(in: db)
        }
    }

    /// Writes the rows of a track that the catalogue has already anew, with a receipt, in one transaction.
    ///
    /// - Returns: `false` where the catalogue does not have it (any more), and nothing was written.
    public func renew(
        _ sidecar: TheorySidecar, libraryPath: String, event: NewEvent?
    ) throws(CatalogueError) -> Bool {
        let now = Timestamp.text(.now)
        return try write { db in
            let added = try String.fetchOne(
                db, sql: "SELECT added_at FROM tracks WHERE id = ?", arguments: [sidecar.track.id])
            guard let added else { return false }
            try SidecarRows(sidecar, libraryPath: libraryPath, addedAt: Timestamp.date(added) ?? .now).replace(in: db)
            if let event { try Catalogue.insertEvent(db, event, now: now) }
            return true
        }
    }

    /// Removes all rows of a track; jobs and receipts stay.
    public func removeTrack(_ id: String) throws(CatalogueError) {
        try write { db in try db.execute(sql: "DELETE FROM tracks WHERE id = ?", arguments: [id]) }
    }

    /// Replaces the rows of all tracks in one transaction; jobs and receipts stay. The sequence is walked once, inside
    /// the transaction, so it may read each sidecar when it is asked for it.
    ///
    /// Where a sidecar does not say when its file was dropped, the catalogue's earlier answer holds, else the present.
    /// Of two entries with the same bytes the later one stays.
    public func reindex(
        _ tracks: some Sequence<(sidecar: TheorySidecar, libraryPath: String)>
    ) throws(CatalogueError) {
        try write { db in
            let rows = try Row.fetchAll(db, sql: "SELECT id, added_at FROM tracks")
            let earlier = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as String, $0["added_at"] as String) })
            try db.execute(sql: "DELETE FROM tracks")
            for (sidecar, libraryPath) in tracks {
                let addedAt = sidecar.addedAt ?? earlier[sidecar.track.id].flatMap(Timestamp.date) ?? .now
                try SidecarRows(sidecar, libraryPath: libraryPath, addedAt: addedAt).replace(in: db)
            }
        }
    }
}
