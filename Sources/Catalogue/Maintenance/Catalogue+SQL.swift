import GRDB

extension Catalogue {
    /// Runs one statement that a user wrote, on a read-only connection of its own, and returns at most
    /// `maximumRowCount` rows.
    ///
    /// Throws `query` with SQLite's explanation when the statement cannot be run, would change something, or is not
    /// alone.
    public func run(sql: String, maximumRowCount: Int = 10_000) throws(CatalogueError) -> SQLResult {
        do {
            let queue = try separateConnection()
            let result = try queue.writeWithoutTransaction { db in
                try Catalogue.rows(of: Catalogue.onlyStatement(db, sql), maximumRowCount: max(0, maximumRowCount))
            }
            try queue.close()
            return result
        } catch let error as DatabaseError {
            throw Catalogue.queryError(error)
        } catch {
            throw CatalogueError(error)
        }
    }

    private static func onlyStatement(_ db: Database, _ sql: String) throws -> Statement {
        let statements = try db.allStatements(sql: sql)
        guard let statement = try statements.next() else {
            throw CatalogueError.query("There is no SQL statement. Try: SELECT * FROM help")
        }
        // Whatever follows, sound or not, is one too many.
        let isAlone: Bool
        do { isAlone = try statements.next() == nil } catch { isAlone = false }
        guard isAlone else {
            throw CatalogueError.query("There are several SQL statements. Give one at a time.")
        }
        guard statement.isReadonly else {
            throw CatalogueError.onlyReading
        }
        return statement
    }

    private static func rows(of statement: Statement, maximumRowCount: Int) throws -> SQLResult {
        var result = SQLResult(columns: statement.columnNames, rows: [], isTruncated: false)
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            guard result.rows.count < maximumRowCount else {
                result.isTruncated = true
                break
            }
            result.rows.append(row.databaseValues.map(SQLValue.init))
        }
        return result
    }

    private static func queryError(_ error: DatabaseError) -> CatalogueError {
        switch error.resultCode {
        case .SQLITE_READONLY: .onlyReading
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_FULL,
            .SQLITE_CANTOPEN:
            CatalogueError(error)
        default: .query("\(error.message ?? "unknown error"). `SELECT * FROM help` shows tables and examples.")
        }
    }
}

extension CatalogueError {
    fileprivate static var onlyReading: CatalogueError {
        .query("The catalogue can only be read this way. Use a statement that begins with SELECT.")
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let value): .integer(value)
            case .double(let value): .real(value)
            case .string(let value): .text(value)
            case .blob(let value): .blob(byteCount: value.count)
            }
    }
}
