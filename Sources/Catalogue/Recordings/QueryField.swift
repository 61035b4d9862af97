/// The fields of a query, and what each means in SQL.
enum QueryField: String, CaseIterable {
    case added, album, artist, bpm, cadence, chord, complexity, duration, file, genre, key, meter, progression, roman,
        scale
    case swing, syncopation, tag, title

    private static var names: String {
        (allCases.map(\.rawValue) + ["sort"]).joined(separator: ", ")
    }

    /// The condition that a term stands for, before negation.
    static func condition(_ term: QueryTerm) throws(CatalogueError) -> QueryCondition {
        guard let name = term.field else {
            return text("title", "artist", "file_name", tags: true, contains: term.value)
        }
        guard let field = QueryField(rawValue: name) else {
            throw .query(
                "There is no field “\(name)”. The fields are \(names). Put a word with a colon in quotation marks.")
        }
        guard !term.value.isEmpty else { throw .query("“\(name):” needs a value, such as \(field.example).") }
        switch field {
        case .title: return text("title", contains: term.value)
        case .artist: return text("artist", contains: term.value)
        case .album: return text("album", contains: term.value)
        case .file: return text("file_name", contains: term.value)
        case .genre: return text("genre", "tagged_genre", contains: term.value)
        case .tag: return text(tags: true, contains: term.value)
        case .meter: return QueryCondition(sql: "time_signature = ?", values: [term.value])
        case .key: return QueryKey.condition(term.value)
        case .chord:
            return QueryCondition(sql: "id IN (SELECT track_id FROM chords WHERE label = ?)", values: [term.value])
        case .roman:
            return QueryCondition(sql: "id IN (SELECT track_id FROM chords WHERE roman = ?)", values: [term.value])
        case .progression: return rows("patterns", "name", "common_name", contain: term.value)
        case .cadence: return rows("cadences", "type", "subtype", contain: term.value)
        case .scale: return text("scale", contains: term.value)
        case .complexity, .swing, .syncopation: return try share(term.value, of: field)
        case .bpm: return try QueryRange(term.value, of: field, parse: QueryRange.number).condition(column: "bpm")
        case .duration:
            return try QueryRange(term.value, of: field, parse: QueryRange.seconds).condition(column: "duration_s")
        case .added: return try QueryRange.dates(term.value).condition
        }
    }

    /// The SQL list of columns for `sort:field` or `sort:-field`. Tracks without a value come last.
    static func ordering(_ term: QueryTerm) throws(CatalogueError) -> String {
        let isDescending = term.value.hasPrefix("-")
        let columns = [
            "added": "added_at", "album": "album", "artist": "artist", "bpm": "bpm", "duration": "duration_s",
            "file": "file_name", "genre": "genre", "key": "key", "meter": "time_signature", "title": "title",
            "complexity": "harmonic_complexity", "swing": "swing_ratio", "syncopation": "syncopation",
        ]
        guard !term.isNegated, let column = columns[term.value.drop { $0 == "-" }.lowercased()] else {
            throw .query(
                "Tracks cannot be sorted by “\(term.value)”. Use sort: with one of "
                    + "\(columns.keys.sorted().joined(separator: ", ")), or with - before it for the other direction.")
        }
        return "\(column) COLLATE NOCASE \(isDescending ? "DESC" : "ASC") NULLS LAST, added_at, id"
    }

    /// A field with a value, as an error message shows it.
    var example: String {
        switch self {
        case .added: "added:2026-01-01.."
        case .bpm: "bpm:120..130"
        case .cadence: "cadence:deceptive"
        case .chord: "chord:A:min7"
        case .complexity, .syncopation: "\(rawValue):0.5..1"
        case .progression: "progression:ii-V-I"
        case .roman: "roman:bVII"
        case .scale: "scale:dorian"
        case .swing: "swing:0.6.."
        case .duration: "duration:..3:00"
        case .key: "key:\"A minor\""
        case .meter: "meter:3/4"
        case .album, .artist, .file, .genre, .tag, .title: "\(rawValue):word"
        }
    }

    /// Figures between 0 and 1, of which a single number stands for what rounds to it.
    private static func share(_ value: String, of field: QueryField) throws(CatalogueError) -> QueryCondition {
        let columns = [
            QueryField.complexity: "harmonic_complexity", .swing: "swing_ratio", .syncopation: "syncopation",
        ]
        return try QueryRange(value, of: field, halfWidth: 0.005, parse: QueryRange.number)
            .condition(column: columns[field] ?? "NULL")
    }

    /// Holds where any of the columns of any of a track's rows in another table contains the text, whatever its case.
    private static func rows(_ table: String, _ columns: String..., contain value: String) -> QueryCondition {
        let conditions = columns.map { "instr(swiftLowercaseString(\($0)), ?) > 0" }
        return QueryCondition(
            sql: "id IN (SELECT track_id FROM \(table) WHERE \(conditions.joined(separator: " OR ")))",
            values: Array(repeating: value.lowercased(), count: conditions.count))
    }

    /// Holds where any of the columns, or any tag, contains the text, whatever its case.
    private static func text(_ columns: String..., tags: Bool = false, contains value: String) -> QueryCondition {
        // SQLite's own LIKE and lower() know the case of ASCII letters alone.
        var conditions = columns.map { "instr(swiftLowercaseString(\($0)), ?) > 0" }
        if tags { conditions.append("id IN (SELECT track_id FROM tags WHERE instr(swiftLowercaseString(tag), ?) > 0)") }
        return QueryCondition(
            sql: conditions.joined(separator: " OR "),
            values: Array(repeating: value.lowercased(), count: conditions.count))
    }
}
