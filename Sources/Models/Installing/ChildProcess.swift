internal import Subprocess
internal import SystemPackage

/// Programs that fetch and unpack: their standard output is taken block by block.
enum ChildProcess {
    /// How a program ended.
    struct Ending: Sendable {
        /// Its exit code; `nil` where a signal ended it.
        let code: Int32?
        /// What it printed on standard error, its last lines.
        let errors: String
    }

    /// More than this on standard error is no message.
    private static let maximumErrorBytes = 1 << 20

    /// Runs a program and gives its standard output to `consume`, block by block. What `consume` throws ends it.
    ///
    /// - Throws: `ModelError` where there is no such program, with `hint` about what to do; and what `consume` throws.
    static func run(
        _ program: String, _ arguments: [String], hint: String, consume: ([UInt8]) throws(ModelError) -> Void
    ) async throws(ModelError) -> Ending {
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: Arguments(arguments), input: .none, output: .sequence,
                error: .string(limit: maximumErrorBytes)
            ) { execution in
                for try await block in execution.standardOutput {
                    try consume(unsafe block.withUnsafeBytes { unsafe Array($0) })
                }
            }
            let text = result.standardError
            return Ending(code: exitCode(result.terminationStatus), errors: lastLines(text))
        } catch {
            throw failure(error, program, hint)
        }
    }

    /// Runs a program whose standard output and standard error go to this process's standard error.
    static func runVisibly(
        _ program: String, _ arguments: [String], hint: String
    ) async throws(ModelError) -> Int32? {
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: Arguments(arguments), input: .none, output: .currentStandardError,
                error: .currentStandardError)
            return exitCode(result.terminationStatus)
        } catch {
            throw failure(error, program, hint)
        }
    }

    private static func exitCode(_ status: TerminationStatus) -> Int32? {
        if case .exited(let code) = status { code } else { nil }
    }

    private static func failure(_ error: any Error, _ program: String, _ hint: String) -> ModelError {
        switch error {
        case let error as ModelError: error
        case let error as SubprocessError where error.code == .executableNotFound:
            ModelError(.unavailable, "The program \(program) is needed and is not installed. \(hint)")
        default: ModelError(.unavailable, "The program \(program) could not be run: \(error). \(hint)")
        }
    }

    private static func lastLines(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).suffix(3).map(String.init).joined(separator: " ")
    }
}
