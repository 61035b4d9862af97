import Foundation
import SystemPackage

/// The program `sqlite3`, as users have it: another process at the same catalogue.
struct SQLiteShell {
    static let path = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static var isInstalled: Bool { path != nil }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let errors = Pipe()

    /// Starts the shell with these arguments.
    init(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: SQLiteShell.path ?? "/usr/bin/sqlite3")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// Runs one command to its end; what it printed, and its complaints.
    static func run(_ arguments: String...) throws -> (output: String, errors: String) {
        let shell = try SQLiteShell(arguments)
        try shell.input.fileHandleForWriting.close()
        return try shell.finish()
    }

    /// Sends commands and waits for the answer to the last, which must be a line.
    func ask(_ commands: String) throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data((commands + "\n").utf8))
        return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }

    @discardableResult func finish() throws -> (output: String, errors: String) {
        try? input.fileHandleForWriting.close()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: printed, as: UTF8.self), String(decoding: complaints, as: UTF8.self))
    }
}
