internal import FileWatching
internal import Library
internal import SystemPackage

/// Knows what lies in the watched folders. Folder events only say where to look; the listing is the truth.
struct InboxScanner {
    let folders: [WatchedFolder]
    private let watcher: DirectoryWatcher?

    /// Files that are there, by path.
    private(set) var files: [FilePath: DroppedFile] = [:]
    /// Companions that were mentioned already.
    private var mentioned: Set<FilePath> = []
    /// Directories to list at the next scan.
    private var dirty: Set<FilePath> = []
    /// Directories known so far.
    private var known: Set<FilePath> = []
    /// Why some folders are not watched but scanned at intervals, by folder.
    private(set) var unwatched: [FilePath: String] = [:]

    /// What a scan came upon, besides files.
    struct Findings {
        var special: [(path: FilePath, kind: FileStatus.Kind)] = []
        var companions: [FilePath] = []
        var gone: [DroppedFile] = []
        var missingFolders: [FilePath] = []
    }

    init(folders: [WatchedFolder], watcher: DirectoryWatcher?) {
        self.folders = folders
        self.watcher = watcher
        dirty = Set(folders.map(\.path))
    }

    /// Every directory deserves a look: at start, after an overflow, from time to time.
    mutating func markEverything() {
        dirty.formUnion(folders.map(\.path))
        dirty.formUnion(known)
    }

    /// These directories deserve a look.
    mutating func mark(_ directories: Set<FilePath>) { dirty.formUnion(directories) }

    /// A watch was lost: the directory is a new one when it is there again.
    mutating func forget(_ directories: Set<FilePath>) {
        known.subtract(directories)
        dirty.formUnion(directories)
    }

    var hasDirtyDirectories: Bool { !dirty.isEmpty }

    /// Lists the marked directories and brings `files` up to date.
    mutating func scan(now: Double) -> Findings {
        var findings = Findings()
        while let directory = dirty.popFirst() {
            guard let folder = folders.first(where: { $0.contains(directory) }) else { continue }
            // Watch first, list second, so that nothing falls between.
            startWatching(directory)
            do {
                try take(folder.list(directory), of: directory, in: folder, now: now, &findings)
            } catch {
                known.remove(directory)
                if directory == folder.path { findings.missingFolders.append(directory) }
                forgetFiles(in: directory, except: [], &findings)
            }
        }
        return findings
    }

    private mutating func startWatching(_ directory: FilePath) {
        guard let watcher, !known.contains(directory) else {
            known.insert(directory)
            return
        }
        if let kind = DiskSpace.networkFileSystem(at: directory) {
            unwatched[directory] = "\(kind) sends no folder events"
        } else {
            do {
                try watcher.watch(directory)
                unwatched[directory] = nil
            } catch {
                unwatched[directory] = error.description
            }
        }
        known.insert(directory)
    }

    private mutating func take(
        _ listing: WatchedFolder.Listing, of directory: FilePath, in folder: WatchedFolder, now: Double,
        _ findings: inout Findings
    ) {
        for (path, status) in listing.files {
            if let file = files[path], file.status == status { continue }
            // The first look comes after the quiet time; a file that changes starts it anew.
            files[path] = DroppedFile(
                path: path, root: folder.path, status: status, lastChange: now, nextLook: now,
                visibleReason: files[path]?.visibleReason)
        }
        forgetFiles(in: directory, except: Set(listing.files.map(\.path)), &findings)
        findings.special += listing.special
        for path in listing.companions where mentioned.insert(path).inserted { findings.companions.append(path) }
        let depth = directory.components.count - folder.path.components.count
        for path in listing.folders
        where !known.contains(path) && depth < WatchedFolder.maximumDepth
            && known.count < WatchedFolder.maximumFolderCount
        {
            dirty.insert(path)
        }
    }

    private mutating func forgetFiles(in directory: FilePath, except present: Set<FilePath>, _ findings: inout Findings)
    {
        for (path, file) in files where file.directory == directory && !present.contains(path) {
            files[path] = nil
            findings.gone.append(file)
        }
    }

    /// The files whose turn it is.
    func due(now: Double) -> [DroppedFile] {
        files.values.filter { $0.nextLook <= now }.sorted { $0.path.string < $1.path.string }
    }

    /// The earliest time at which a file has its turn.
    var nextLook: Double? { files.values.lazy.map(\.nextLook).min() }

    /// Looks at the status again; `nil` when the file has gone or changed (its quiet time then begins anew).
    mutating func refresh(_ file: DroppedFile, now: Double) -> DroppedFile? {
        guard let status = (try? FileStatus.of(file.path)) ?? nil else {
            dirty.insert(file.directory)
            files[file.path]?.nextLook = now + 1
            return nil
        }
        guard status == file.status else {
            files[file.path]?.status = status
            files[file.path]?.lastChange = now
            files[file.path]?.nextLook = now
            return nil
        }
        return file
    }

    mutating func postpone(_ path: FilePath, until time: Double, visibleReason: String?) {
        files[path]?.nextLook = time
        files[path]?.visibleReason = visibleReason
    }

    mutating func remove(_ path: FilePath) { files[path] = nil }
}
