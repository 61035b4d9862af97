/// Why the catalogue could not be read or written.
public enum CatalogueError: Error, CustomStringConvertible, Equatable, Sendable {
    /// Another program held a write transaction for longer than the waiting time.
    case busy
    /// The file system that holds the catalogue has no space left.
    case diskFull
    /// The catalogue can be read but not written.
    case readOnly(String)
    /// The catalogue was made by a newer version of Musigen.
    case newerSchema(found: String)
    /// The file is not a database, or not a sound one.
    case damaged(String)
    /// There is no catalogue at this path.
    case missing(String)
    /// The catalogue lies on a network file system, where SQLite's locks cannot be trusted.
    case networkFileSystem
    /// An error in a query that the user gave.
    case query(String)
    /// Anything else, in SQLite's words.
    case other(String)

    /// What was seen and what to do about it.
    public var description: String {
        switch self {
        case .busy:
            "Another program holds a write transaction on catalogue.db. End that transaction, or close the program."
        case .diskFull:
            "There is no space left for catalogue.db. Free some space on its file system."
        case .readOnly(let detail):
            "The catalogue cannot be written (\(detail)). Check the permissions of catalogue.db and of its folder."
        case .newerSchema(let found):
            "The catalogue was made by a newer version of Musigen (schema \(found)). "
                + "Use that version, or restore a backup made with this one."
        case .damaged(let detail):
            "The catalogue is damaged (\(detail)). Restore a backup, or move it away and run `musigen reindex`."
        case .missing(let path):
            "There is no catalogue at \(path). Run `musigen init`, or start the daemon."
        case .networkFileSystem:
            "The catalogue lies on a network file system, where it cannot be kept safe. Move it to a local disk."
        case .query(let detail):
            detail
        case .other(let detail):
            "The catalogue could not be used: \(detail)"
        }
    }
}
