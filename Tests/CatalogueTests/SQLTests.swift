import Catalogue
import Foundation
import SystemPackage
import Testing
import Tracks

@Suite struct SQLTests {
    @Test func `a statement gives its columns and rows`() throws {
        let temporary = try TemporaryCatalogue()
        let result = try temporary.catalogue.run(
            sql: "SELECT 1 AS one, 2.5 AS two, 'x' AS \"the text\", x'0102' AS bytes, NULL AS none; -- done",
            maximumRowCount: 5)
        #expect(result.columns == ["one", "two", "the text", "bytes", "none"])
        #expect(result.rows == [[.integer(1), .real(2.5), .text("x"), .blob(byteCount: 2), .null]])
        #expect(!result.isTruncated)
    }

    @Test func `no more rows than the limit are returned`() throws {
        let temporary = try TemporaryCatalogue()
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        let result = try temporary.catalogue.run(sql: endless, maximumRowCount: 3)
        #expect(result.rows == [[.integer(1)], [.integer(2)], [.integer(3)]])
        #expect(result.isTruncated)
        #expect(try temporary.catalogue.run(sql: "VALUES (1), (2)", maximumRowCount: 2).isTruncated == false)
    }

    @Test(arguments: [
        ("", "no SQL statement"), (" ; -- nothing", "no SQL statement"), ("SELECT 1; SELECT 2", "several"),
        ("SELECT 1; nonsense", "several"), ("SELECT * FROM song", "no such table"), ("SELEC 1", "syntax error"),
        ("SELECT ?", "query"), ("DELETE FROM tracks", "only be read"), ("PRAGMA user_version = 9", "only be read"),
        ("CREATE TABLE x (y)", "only be read"), ("VACUUM", "only be read"), ("DROP VIEW help", "only be read"),
    ])
    func `a statement that cannot be run says why`(sql: String, hint: String) throws {
        let temporary = try TemporaryCatalogue()
        let error = #expect(throws: CatalogueError.self) {
            try temporary.catalogue.run(sql: sql, maximumRowCount: 5)
        }
        guard case .query? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains(hint) == true || hint == "query", "\(error?.description ?? "")")
        #expect(try temporary.column("PRAGMA user_version") == ["3"])
    }

    @Test func `every query of the help runs, on an empty catalogue and on a full one`() throws {
        let temporary = try TemporaryCatalogue()
        for round in 0..<2 {
            let help = try temporary.catalogue.run(sql: "SELECT topic, question, query FROM help", maximumRowCount: 500)
            #expect(help.rows.filter { $0[0] != .text("tables") }.count >= 15)
            for row in help.rows {
                guard case .text(let question) = row[1], case .text(let query) = row[2] else {
                    Issue.record("\(row)")
                    continue
                }
                #expect(throws: Never.self, "\(question): \(query)") {
                    try temporary.catalogue.run(sql: query, maximumRowCount: 100)
                }
            }
            try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: .now)
            _ = try temporary.claim(intent("\(round)"))
        }
    }

    @Test func `the help names every table and view`() throws {
        let temporary = try TemporaryCatalogue()
        let objects = try temporary.column(
            """
            SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT IN ('grdb_migrations', 'help')
            AND name NOT LIKE 'sqlite%' ORDER BY name
            """)
        let named = try temporary.column(
            "SELECT substr(question, 1, instr(question, ':') - 1) AS name FROM help WHERE topic = 'tables' ORDER BY name"
        )
        #expect(objects == named)
    }

    @Test(.enabled(if: SQLiteShell.isInstalled)) func `every query of the help runs in the sqlite3 program`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: .now)
        let queries = try temporary.column("SELECT query FROM help").map { $0 + ";" }
        let result = try SQLiteShell.run("-readonly", "-bail", temporary.path.string, queries.joined(separator: "\n"))
        #expect(result.errors == "")
        #expect(result.output.contains("Blue Song"))
    }

    @Test func `the answers for people are right`() throws {
        let temporary = try TemporaryCatalogue()
        try temporary.catalogue.index(try sampleSidecar(), libraryPath: "library/blue", addedAt: .now)
        let failed = try temporary.claim(intent("aa", name: "bad.mp3"))
        let queued = try temporary.claim(intent("bb", name: "good.mp3"))
        try temporary.catalogue.fail(failed, reason: "It is empty.")
        #expect(
            try temporary.column("SELECT title || ' ' || length || ' ' || bpm FROM songs") == ["Blue Song 0:08 120.0"])
        #expect(
            try temporary.column(
                "SELECT at || ' ' || bar || '.' || beat || ' ' || label FROM chord_sheet WHERE position = 5")
                == ["0:02.5 2.2 D:7"])
        #expect(
            try temporary.column("SELECT id || ' ' || input_name || ' ' || progress FROM queue") == [
                "\(queued) good.mp3 0 %"
            ])
        #expect(
            try temporary.column("SELECT input_name || ' ' || reason || ' ' || dropped_in FROM failed")
                == ["bad.mp3 It is empty. /inbox"])
        #expect(try temporary.column("SELECT kind FROM today") == ["queued", "queued", "failed"])
        #expect(try temporary.column("SELECT kind || ' ' || input_name FROM receipts LIMIT 1") == ["failed bad.mp3"])
        #expect(try temporary.column("SELECT key || ' ' || songs FROM keys") == ["G major 1"])
        #expect(
            try temporary.column("SELECT common_name || ' ' || occurrences FROM progressions") == ["two five one 2"])
    }
}
