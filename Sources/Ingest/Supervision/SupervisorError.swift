/// Why the daemon cannot start or go on.
public enum SupervisorError: Error, CustomStringConvertible, Equatable {
    /// Another daemon runs in this home.
    case alreadyRunning(home: String, processID: Int32)
    /// The catalogue would be on a file system that keeps no database safe.
    case networkFileSystem(home: String, kind: String)

    /// What was seen and what to do, in a sentence.
    public var description: String {
        switch self {
        case .alreadyRunning(let home, let processID):
            "Another Musigen (process \(processID)) already watches \(home). Stop it first, or use another --home."
        case .networkFileSystem(let home, let kind):
            "\(home) is on \(kind), where a SQLite catalogue is not safe. Use a home on a local disk and name the network "
                + "folder in inbox.folders."
        }
    }
}
