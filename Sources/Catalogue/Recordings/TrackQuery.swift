import GRDB

/// A search as people write it: words, fields, ranges and an order.
///
/// `blue "second line" artist:davis key:"A minor" bpm:120..130 duration:..3:00 added:2026-01.. -live sort:-added`
///
/// Words are looked for in title, artist, file name and tags, whatever their case. Every term must hold; a term after
/// `^` or `-` must not.
public struct TrackQuery: Sendable {
    /// An SQL condition in which values are parameters alone.
    let condition: String
    /// The parameters' values.
    let arguments: StatementArguments
    /// An SQL list of columns to order by.
    let ordering: String

    /// Reads a query. The empty query asks for all tracks, in the order in which they were added.
    ///
    /// Throws `query` with a sentence that says what is wrong; a text of more than 4,096 bytes or 64 terms is refused.
    public init(parsing text: String) throws(CatalogueError) {
        var conditions: [QueryCondition] = []
        var ordering: String?
        for term in try QueryTerm.terms(of: text) {
            if term.field == "sort" {
                ordering = try QueryField.ordering(term)
            } else {
                let condition = try QueryField.condition(term)
                conditions.append(term.isNegated ? condition.negated : condition)
            }
        }
        condition = conditions.isEmpty ? "TRUE" : conditions.map { "(\($0.sql))" }.joined(separator: " AND ")
        arguments = StatementArguments(conditions.flatMap(\.values))
        self.ordering = ordering ?? "added_at, id"
    }
}

/// A condition on a row of `tracks`, with the values of its question marks.
struct QueryCondition {
    var sql: String
    var values: [any DatabaseValueConvertible]

    /// True where this is false or, for want of a value, unknown.
    var negated: QueryCondition { QueryCondition(sql: "(\(sql)) IS NOT TRUE", values: values) }
}
