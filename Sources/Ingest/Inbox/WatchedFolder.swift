internal import Library
internal import Settings
internal import SystemPackage

/// A folder that files are dropped into, with what is allowed in it.
struct WatchedFolder: Sendable, Equatable {
    enum Purpose: Sendable, Equatable {
        case music, prompts
    }

    /// Deeper sub-folders and more of them are left alone: a loop or a whole disk would never end.
    static let maximumDepth = 8
    static let maximumFolderCount = 1000

    let path: FilePath
    let purpose: Purpose

    /// The inbox, the further folders of the settings, and the prompts.
    static func all(home: MusigenHome, settings: Settings) -> [WatchedFolder] {
        ([home.inbox] + settings.inboxFolders).map { WatchedFolder(path: $0, purpose: .music) }
            + [WatchedFolder(path: home.generate, purpose: .prompts)]
    }

    /// What a scan of one directory found.
    struct Listing: Sendable {
        /// Candidates with their status.
        var files: [(name: FilePath.Component, status: FileStatus)] = []
        /// Links, pipes, sockets, devices.
        var special: [(path: FilePath, kind: FileStatus.Kind)] = []
        /// Sub-folders to go into.
        var folders: [FilePath] = []
        /// Files that are no music by their name alone.
        var companions: [FilePath] = []
    }

    /// Lists one directory of this folder.
    func list(_ directory: FilePath) throws(FileSystemError) -> Listing {
        var listing = Listing()
        for name in try DirectoryListing.names(in: directory) where !NameRules.isTemporary(name) {
            let path = directory.appending(name)
            // It may have gone since the listing.
            guard let status = try FileStatus.of(path) else { continue }
            switch (status.kind, purpose) {
            case (.regular, .music):
                if NameRules.isCompanion(name) {
                    listing.companions.append(path)
                } else {
                    listing.files.append((name, status))
                }
            case (.regular, .prompts):
                if NameRules.isPrompt(name) {
                    listing.files.append((name, status))
                } else {
                    listing.companions.append(path)
                }
            case (.directory, .music): listing.folders.append(path)
            case (.directory, .prompts): continue
            default: listing.special.append((path, status.kind))
            }
        }
        return listing
    }

    /// Whether a directory is this folder or below it.
    func contains(_ directory: FilePath) -> Bool { directory.starts(with: path) }
}
