import Catalogue
import Ingest
import Library
import Models
import Settings
import SystemPackage

/// Exit codes, as in sysexits.h.
enum ExitStatus: Int32 {
    case usage = 64
    case dataError = 65
    case noInput = 66
    case software = 70
    case inputOutput = 74
    case temporary = 75
    case noPermission = 77
    case configuration = 78

    /// The code for an error of ours; `nil` for the argument parser's own.
    init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure.status
        case is SettingsError: self = .configuration
        case let error as SupervisorError:
            switch error {
            case .alreadyRunning: self = .temporary
            case .networkFileSystem: self = .configuration
            }
        case let error as CatalogueError:
            switch error {
            case .busy, .diskFull: self = .temporary
            case .readOnly: self = .noPermission
            case .newerSchema, .networkFileSystem: self = .configuration
            case .missing: self = .noInput
            case .damaged: self = .inputOutput
            case .query: self = .dataError
            case .other: self = .software
            }
        case let error as FileSystemError where error.errno == .resourceTemporarilyUnavailable: self = .temporary
        case let error as FileSystemError: self = error.errno == .noSuchFileOrDirectory ? .noInput : .inputOutput
        case let error as CorrectionError:
            switch error.kind {
            case .wish: self = .usage
            case .song: self = .dataError
            case .busy: self = .temporary
            }
        case let failure as StandaloneFailure: self = failure.isFilesFault ? .dataError : .inputOutput
        case let error as ModelError:
            switch error.kind {
            case .unknown: self = .noInput
            case .unsuitable: self = .dataError
            case .unavailable, .busy: self = .temporary
            case .storage: self = .inputOutput
            case .manifest: self = .configuration
            }
        default: return nil
        }
    }
}

/// A command that cannot do what it was asked for.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    /// What was seen and what to do.
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
