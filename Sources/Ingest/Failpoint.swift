internal import Glibc
internal import Library
internal import Synchronization
internal import SystemPackage

/// Named places where a test can make the appliance crash, hang or meet an error:
/// `MUSIGEN_FAILPOINT=NAME:crash|hang|ERRNO[:NTH]`. Off unless that variable is set.
enum Failpoint {
    /// The places.
    enum Name: String, CaseIterable, Sendable {
        case claimIntents = "claim.intents"
        case claimRename = "claim.rename"
        case claimSync = "claim.sync"
        case claimConfirm = "claim.confirm"
        case workStart = "work.start"
        case stageDecode = "stage.decode"
        case stageSeparate = "stage.separate"
        case stageAnalyse = "stage.analyse"
        case stageKeep = "stage.keep"
        case publishAssemble = "publish.assemble"
        case publishBegin = "publish.begin"
        case publishRename = "publish.rename"
        case publishFinish = "publish.finish"
        case publishClean = "publish.clean"
        case correctBegin = "correct.begin"
        case correctRename = "correct.rename"
        case correctIndex = "correct.index"
        case failMove = "fail.move"
        case recover = "recover"
    }

    private enum Action: Sendable {
        case crash, hang
        case error(Int32)
    }

    private struct Armed: Sendable {
        let name: Name
        let action: Action
        let hit: Int
    }

    private static let armed: Armed? = {
        guard let value = unsafe getenv("MUSIGEN_FAILPOINT"), let text = unsafe String(validatingCString: value) else {
            return nil
        }
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count >= 2, let name = Name(rawValue: parts[0]) else { return nil }
        let errors = ["EIO": EIO, "ENOSPC": ENOSPC, "EACCES": EACCES, "EROFS": EROFS, "ENOMEM": ENOMEM]
        let action: Action? =
            switch parts[1] {
            case "crash": .crash
            case "hang": .hang
            default: (errors[parts[1]] ?? Int32(parts[1])).map { .error($0) }
            }
        return action.map { Armed(name: name, action: $0, hit: parts.count > 2 ? Int(parts[2]) ?? 1 : 1) }
    }()

    private static let hits = Mutex(0)

    /// Does what the environment asks for at this place: nothing, mostly.
    static func pass(_ name: Name) throws(FileSystemError) {
        guard let armed, armed.name == name else { return }
        let count = hits.withLock { hits in
            hits += 1
            return hits
        }
        guard count == armed.hit else { return }
        switch armed.action {
        case .crash: kill(getpid(), SIGKILL)
        case .hang: sleep(.max)
        case .error(let code): throw FileSystemError("failpoint \(name.rawValue)", FilePath("/"), Errno(rawValue: code))
        }
    }
}
