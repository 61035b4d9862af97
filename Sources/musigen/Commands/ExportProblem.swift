import Exports
import Ingest
import Library
import SystemPackage

/// Something that could not be exported while the rest was.
struct ExportProblem {
    let description: String
    let status: ExitStatus
    /// Not for a format that a song has nothing to say in, where all formats were asked for.
    let isFailure: Bool
}

extension ExportProblem: Error {
    init(_ description: String, _ status: ExitStatus, isFailure: Bool) {
        (self.description, self.status, self.isFailure) = (description, status, isFailure)
    }

    /// A sidecar that cannot be read.
    init(_ folder: FilePath, _ error: any Error) {
        self.init(
            "The analysis in \(DisplayName.of(folder)) cannot be read: \(error)", .dataError, isFailure: true)
    }

    /// An error that concerns one song only; `nil` for those that end everything.
    init?(_ error: any Error) {
        switch error {
        case let problem as ExportProblem: self = problem
        case let error as ExportError: self.init(error.description, .dataError, isFailure: true)
        case let error as ExportingError:
            self.init(error.description, error.kind == .song ? .dataError : .inputOutput, isFailure: true)
        case let error as FileSystemError where !error.isEnvironmental:
            self.init(error.description, ExitStatus(error) ?? .inputOutput, isFailure: true)
        default: return nil
        }
    }
}
