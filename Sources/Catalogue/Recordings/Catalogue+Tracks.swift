import FoundationEssentials
import GRDB

extension Catalogue {
    /// The track with this identifier, or the only one whose identifier begins so; `nil` for none.
    ///
    /// Throws `query`, naming some, when several identifiers begin so.
    public func track(_ idOrPrefix: String) throws(CatalogueError) -> TrackSummary? {
        if let track = try summaries("id = ?", [idOrPrefix]).first { return track }
        guard !idOrPrefix.isEmpty else { return nil }
        let candidates = try summaries("substr(id, 1, length(?1)) = ?1", [idOrPrefix], suffix: "ORDER BY id LIMIT 4")
        guard candidates.count < 2 else {
            let names = candidates.prefix(3).map(\.id).joined(separator: ", ") + (candidates.count > 3 ? ", ..." : "")
            throw .query("Several tracks begin with “\(idOrPrefix)”: \(names). Give more of the one you mean.")
        }
        return candidates.first
    }

    /// The track of the file with these bytes, or `nil`.
    public func track(sha256: String) throws(CatalogueError) -> TrackSummary? {
        try summaries("sha256 = ?", [sha256]).first
    }

    /// The first track with this audio, whatever its file's tags, or `nil`.
    public func track(audioSHA256: String) throws(CatalogueError) -> TrackSummary? {
        try summaries("audio_sha256 = ?", [audioSHA256], suffix: "ORDER BY added_at, id LIMIT 1").first
    }

    /// The tracks that a query asks for, in its order.
    public func tracks(matching query: TrackQuery) throws(CatalogueError) -> [TrackSummary] {
        try summaries(query.condition, query.arguments, suffix: "ORDER BY \(query.ordering)")
    }

    /// The identifiers of all tracks, in order.
    public func allTrackIDs() throws(CatalogueError) -> [String] {
        try read { db in try String.fetchAll(db, sql: "SELECT id FROM tracks ORDER BY id") }
    }

    private func summaries(
        _ condition: String, _ arguments: StatementArguments, suffix: String = ""
    ) throws(CatalogueError) -> [TrackSummary] {
        try read { db in
            let tagRows = try Row.fetchAll(
                db,
                sql: """
                    SELECT track_id, tag FROM tags
                    WHERE track_id IN (SELECT id FROM tracks WHERE \(condition)) ORDER BY track_id, position
                    """, arguments: arguments)
            let tags = Dictionary(grouping: tagRows) { $0["track_id"] as String }
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM tracks WHERE \(condition) \(suffix)", arguments: arguments)
            return rows.map { row in
                TrackSummary(row: row, tags: (tags[row["id"]] ?? []).map { $0["tag"] })
            }
        }
    }
}

extension TrackSummary {
    /// Reads a row of table `tracks`.
    fileprivate init(row: Row, tags: [String]) {
        self.init(
            id: row["id"], title: row["title"], artist: row["artist"], fileName: row["file_name"],
            sha256: row["sha256"], audioSHA256: row["audio_sha256"], durationSeconds: row["duration_s"],
            bpm: row["bpm"], key: row["key"], timeSignature: row["time_signature"],
            correctedFields: ((row["corrected_fields"] as String?) ?? "").split(separator: ",").map {
                String($0.drop { $0 == " " })
            },
            genre: row["genre"], addedAt: Timestamp.date(row["added_at"]) ?? .distantPast,
            libraryPath: row["library_path"], tags: tags)
    }
}
