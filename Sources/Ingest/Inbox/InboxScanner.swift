internal import FileWatching
internal import Library
internal import SystemPackage

/// Knows what lies in the watched folders. Folder events only say where to look; the listing is the truth.
struct InboxScanner {
    let folders: [WatchedFolder]
    private let watcher: DirectoryWatcher?

    /// Files that are there, by directory and name.
    private var files: [FilePath: [FilePath.Component: DroppedFile]] = [:]
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
                findings.gone += files.removeValue(forKey: directory).map { Array($0.values) } ?? []
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
        var present: [FilePath.Component: DroppedFile] = [:]
        var gone = files[directory] ?? [:]
        for (name, status) in listing.files {
            let known = gone.removeValue(forKey: name)
            if let known, known.status == status {
                present[name] = known
                continue
            }
            // The first look comes after the quiet time; a file that changes starts it anew.
            present[name] = DroppedFile(
                directory: directory, name: name, root: folder.path, status: status, lastChange: now, nextLook: now,
                visibleReason: known?.visibleReason)
        }
        files[directory] = present.isEmpty ? nil : present
        findings.gone += gone.values
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

    /// The files whose turn it is.
    func due(now: Double) -> [DroppedFile] {
        files.values.flatMap { $0.values.filter { $0.nextLook <= now } }
            .sorted { ($0.lastChange, $0.name.string) < ($1.lastChange, $1.name.string) }
    }

    /// The earliest time at which a file has its turn.
    var nextLook: Double? { files.values.lazy.compactMap { $0.values.lazy.map(\.nextLook).min() }.min() }

    /// Looks at the status again; `nil` when the file has gone or changed (its quiet time then begins anew).
    mutating func refresh(_ file: DroppedFile, now: Double) -> DroppedFile? {
        guard let status = (try? FileStatus.of(file.path)) ?? nil else {
            dirty.insert(file.directory)
            update(file) { $0.nextLook = now + 1 }
            return nil
        }
        guard status == file.status else {
            update(file) { file in
                file.status = status
                file.lastChange = now
                file.nextLook = now
            }
            return nil
        }
        return file
    }

    mutating func postpone(_ file: DroppedFile, until time: Double, visibleReason: String?) {
        update(file) { file in
            file.nextLook = time
            file.visibleReason = visibleReason
        }
    }

    mutating func remove(_ file: DroppedFile) { files[file.directory]?[file.name] = nil }

    private mutating func update(_ file: DroppedFile, _ change: (inout DroppedFile) -> Void) {
        if var known = files[file.directory]?[file.name] {
            change(&known)
            files[file.directory]?[file.name] = known
        }
    }
}
