/// The rows that a query gave.
public struct SQLResult: Sendable, Equatable {
    /// Names of the columns.
    public var columns: [String]
    /// Rows in order, one value per column.
    public var rows: [[SQLValue]]
    /// Whether there were more rows than the limit allowed.
    public var isTruncated: Bool

    /// The result of a query.
    public init(columns: [String], rows: [[SQLValue]], isTruncated: Bool) {
        self.columns = columns
        self.rows = rows
        self.isTruncated = isTruncated
    }
}

/// One value of a query's result.
public enum SQLValue: Sendable, Equatable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A number.
    case real(Double)
    /// Text.
    case text(String)
    /// Bytes, of which only the number is given.
    case blob(byteCount: Int)
}
