internal import Glibc
public import SystemPackage

/// The appliance's folders, all below one directory on one file system.
public struct MusigenHome: Sendable, Equatable {
    /// `$MUSIGEN_HOME`, `~/musigen` by default.
    public let root: FilePath

    /// The folders below `root`.
    public init(root: FilePath) { self.root = root.lexicallyNormalized() }

    /// Where MP3s are dropped.
    public var inbox: FilePath { root.appending("inbox") }
    /// Where prompts are dropped.
    public var generate: FilePath { root.appending("generate") }
    /// One directory per analysed song.
    public var library: FilePath { root.appending("library") }
    /// One directory per generated song.
    public var outbox: FilePath { root.appending("outbox") }
    /// What could not be processed, each with its reason beside it.
    public var failed: FilePath { root.appending("failed") }
    /// Installed models.
    public var models: FilePath { root.appending("models") }
    /// The catalogue.
    public var catalogue: FilePath { root.appending("catalogue.db") }
    /// Everything in progress.
    public var work: FilePath { root.appending(".work") }
    /// Files taken out of the inbox, until they are published or failed.
    public var claims: FilePath { work.appending("claims") }
    /// Directories that are being put together, until their one rename.
    public var staging: FilePath { work.appending("staging") }
    /// Results of finished stages, so that a crash costs one stage and not all.
    public var stageCache: FilePath { work.appending("stages") }
    /// Held by the one daemon of this home.
    public var lock: FilePath { work.appending("lock") }
    /// Held by whoever changes an entry of the library.
    public var libraryLock: FilePath { work.appending("library.lock") }
    /// A name for each entry whose sidecar is just being replaced, until the catalogue agrees with it.
    public var corrections: FilePath { work.appending("corrections") }
    /// Present while the queue is paused by the user.
    public var pauseFlag: FilePath { work.appending("paused") }

    /// All directories, parents first.
    public var directories: [FilePath] {
        [inbox, generate, library, outbox, failed, models, work, claims, staging, stageCache]
    }

    /// Creates what is missing; idempotent.
    public func create() throws(FileSystemError) {
        try DurableFiles.makeDirectory(root)
        for directory in directories {
            try DurableFiles.makeDirectory(directory, isPrivate: directory.starts(with: work))
        }
        try DurableFiles.syncDirectory(root)
    }

    /// Whether `create` was run here.
    public var exists: Bool {
        directories.allSatisfy { (try? FileStatus.of($0)) ?? nil != nil }
    }

    /// The home that the environment names: `MUSIGEN_HOME`, else `~/musigen`.
    public static func standard(environment: [String: String]) -> MusigenHome {
        if let path = environment["MUSIGEN_HOME"], !path.isEmpty { return MusigenHome(root: absolute(path)) }
        return MusigenHome(root: FilePath(environment["HOME"] ?? "/").appending("musigen"))
    }

    /// A path as given on a command line, made absolute.
    public static func absolute(_ path: String) -> FilePath {
        let path = FilePath(path)
        if path.isAbsolute { return path.lexicallyNormalized() }
        let current = unsafe getcwd(nil, 0)
        defer { unsafe free(current) }
        guard let current = unsafe current else { return path }
        return unsafe FilePath(platformString: current).pushing(path).lexicallyNormalized()
    }
}
