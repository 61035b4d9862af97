import FoundationEssentials

/// A value of a query such as `120..130`, `120..`, `..130` or `120`.
struct QueryRange {
    private let lower: Double?
    private let upper: Double?

    init(
        _ text: String, of field: QueryField, halfWidth: Double = 0.5, parse: (Substring) -> Double?
    ) throws(CatalogueError) {
        guard let (first, last) = QueryRange.ends(text) else { throw QueryRange.error(text, field) }
        if let last {
            lower = first.isEmpty ? nil : parse(first)
            upper = last.isEmpty ? nil : parse(last)
            guard (lower != nil || first.isEmpty) && (upper != nil || last.isEmpty) && (lower != nil || upper != nil)
            else { throw QueryRange.error(text, field) }
        } else {
            // Nobody knows a song's 119.97 by heart: one number stands for all that round to it.
            guard let value = parse(first) else { throw QueryRange.error(text, field) }
            (lower, upper) = (value - halfWidth, value + halfWidth)
        }
    }

    func condition(column: String) -> QueryCondition {
        let bounds = [lower.map { ("\(column) >= ?", $0) }, upper.map { ("\(column) <= ?", $0) }].compactMap { $0 }
        return QueryCondition(sql: bounds.map(\.0).joined(separator: " AND "), values: bounds.map(\.1))
    }

    static func number(_ text: Substring) -> Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Seconds, or minutes and seconds such as 3:20.
    static func seconds(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return number(text) }
        guard let minutes = Int(parts[0]), (0..<1_000_000).contains(minutes), let seconds = number(parts[1]),
            (0..<60).contains(seconds)
        else { return nil }
        return Double(minutes) * 60 + seconds
    }

    /// Dates: a year, a month or a day at each end.
    struct Dates {
        let condition: QueryCondition
    }

    /// Reads `2026-01-01..2026-02`; both ends are part of the range.
    static func dates(_ text: String) throws(CatalogueError) -> Dates {
        guard let (first, last) = ends(text), !(first.isEmpty && last?.isEmpty ?? true) else {
            throw error(text, .added)
        }
        var (sql, values): ([String], [String]) = ([], [])
        for (bound, comparison) in [(first, last == nil ? "=" : ">="), (last ?? "", "<=")] where !bound.isEmpty {
            guard isDate(bound) else { throw error(text, .added) }
            sql.append("substr(added_at, 1, \(bound.utf8.count)) \(comparison) ?")
            values.append(String(bound))
        }
        return Dates(condition: QueryCondition(sql: sql.joined(separator: " AND "), values: values))
    }

    private static func isDate(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return zip(parts, [4, 2, 2]).allSatisfy { $0.utf8.count == $1 && $0.utf8.allSatisfy { (48...57).contains($0) } }
            && (1...3).contains(parts.count)
    }

    private static func ends(_ text: String) -> (Substring, Substring?)? {
        guard let dots = text.firstRange(of: "..") else { return (text[...], nil) }
        let last = text[dots.upperBound...]
        return last.contains("..") ? nil : (text[..<dots.lowerBound], last)
    }

    private static func error(_ text: String, _ field: QueryField) -> CatalogueError {
        .query("“\(text)” is not a value or a range for \(field.rawValue). Write it like \(field.example).")
    }
}
