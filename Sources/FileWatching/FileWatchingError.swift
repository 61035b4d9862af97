internal import Glibc
public import SystemPackage

/// A directory that cannot be watched.
public enum FileWatchingError: Error, CustomStringConvertible, Equatable {
    /// `fs.inotify.max_user_instances` or `max_user_watches` is used up.
    case limitReached(setting: String)
    /// The kernel refused for another reason.
    case refused(FilePath, Errno)

    /// What was seen and what to do, in a sentence.
    public var description: String {
        switch self {
        case .limitReached(let setting):
            "The kernel's limit \(setting) is used up, so this folder is scanned at intervals instead of being watched; "
                + "raise it with: sysctl \(setting)=..."
        case .refused(let path, let error):
            "\(path) cannot be watched: \(error)"
        }
    }
}
