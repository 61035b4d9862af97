import ArgumentParser
import Catalogue

struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the catalogue in SQL (read-only).",
        discussion: "Example: musigen sql \"SELECT * FROM help\"")

    @OptionGroup var options: HomeOptions
    @Argument(help: "One SELECT statement.") var statement: String
    @Option(help: "Rows to print at most.") var limit = 10_000
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let catalogue = try options.catalogue(.readOnly)
        let result = try catalogue.run(sql: statement, maximumRowCount: max(1, limit))
        if json {
            let rows = result.rows.map { row in
                Dictionary(zip(result.columns, row.map(JSONValue.init))) { first, _ in first }
            }
            return try JSONText.print(rows)
        }
        var table = TextTable(columns: result.columns)
        for row in result.rows { table.add(row.map(\.text)) }
        print(table.text)
        if result.isTruncated { StandardError.write("(more rows than --limit \(limit))") }
    }
}

extension SQLValue {
    /// The value as a table cell.
    fileprivate var text: String {
        switch self {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        case .blob(let size): "(\(size) bytes)"
        }
    }
}

/// A value of a row as JSON.
private struct JSONValue: Encodable {
    let value: SQLValue

    init(_ value: SQLValue) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .null: try container.encodeNil()
        case .integer(let value): try container.encode(value)
        case .real(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .blob(let size): try container.encode("(\(size) bytes)")
        }
    }
}
