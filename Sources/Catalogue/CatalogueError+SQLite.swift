import Glibc
import GRDB

extension CatalogueError {
    /// The meaning of what SQLite reported. `systemError` is the system call's error number behind it, 0 if unknown.
    init(_ error: any Error, systemError: Int32 = 0) {
        if let error = error as? CatalogueError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self = .other(String(describing: error))
            return
        }
        let isOutOfSpace = systemError == ENOSPC || systemError == EDQUOT
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .busy
        case .SQLITE_FULL:
            self = .diskFull
        case .SQLITE_IOERR where isOutOfSpace, .SQLITE_CANTOPEN where isOutOfSpace:
            self = .diskFull
        case .SQLITE_READONLY, .SQLITE_PERM:
            self = .readOnly(error.message ?? "attempt to write a read-only database")
        case .SQLITE_IOERR where systemError == EROFS,
            .SQLITE_CANTOPEN where [EROFS, EACCES, EPERM].contains(systemError):
            self = .readOnly(error.message ?? "unable to open database file")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .damaged(error.message ?? "not a database")
        default:
            self = .other("\(error.message ?? "unknown error") (SQLite code \(error.extendedResultCode.rawValue))")
        }
    }
}
