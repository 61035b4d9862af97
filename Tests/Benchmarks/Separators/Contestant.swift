import Foundation

/// A process that separates the same audio once for every line that it is given, and says how long it took.
final class Contestant {
    struct Result: Decodable {
        let seconds: Double
        let peak_mib: Double
    }

    private let process = Process()
    private let input = Pipe()
    private let output: FileHandle
    private var buffer = Data()

    init(_ command: [String], environment: [String: String] = [:]) throws {
        let pipe = Pipe()
        output = pipe.fileHandleForReading
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = pipe
        try process.run()
        guard try line() == "ready" else { throw Failure(description: "\(command[1...].first ?? "") did not start.") }
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// One run; its result is written to the file `path`, if there is one to be.
    func run(writing path: String = "") throws -> Result {
        try input.fileHandleForWriting.write(contentsOf: Data("\(path)\n".utf8))
        return try JSONDecoder().decode(Result.self, from: Data(try line().utf8))
    }

    private func line() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: 0x0a) {
                defer { buffer.removeSubrange(...end) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            let data = output.availableData
            guard !data.isEmpty else { throw Failure(description: "A contestant ended.") }
            buffer.append(data)
        }
    }
}
