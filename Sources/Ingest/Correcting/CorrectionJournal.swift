internal import Glibc
internal import Library
internal import SystemPackage
internal import Tracks

/// Which sidecars are just being replaced by a correction, so that a command that is killed in between leaves nothing
/// that does not agree: a mark on disk comes before the sidecar's rename and goes after the catalogue's transaction.
struct CorrectionJournal {
    private let home: MusigenHome

    init(_ home: MusigenHome) { self.home = home }

    /// Marks an entry; to be called under the library's lock.
    func begin(_ id: String) throws {
        try DurableFiles.makeDirectory(home.corrections, isPrivate: true)
        try DurableFiles.writeNew([], to: home.corrections.appending(id))
        try DurableFiles.syncDirectory(home.corrections)
    }

    /// Takes the mark away. One that a crash brings back does no harm.
    func end(_ id: String) { DurableFiles.remove(home.corrections.appending(id)) }

    /// Brings the catalogue into agreement with the marked sidecars whose command has ended.
    ///
    /// - Parameter renew: writes the rows of a sidecar that lies at a path.
    func settle(_ renew: (TheorySidecar, _ libraryPath: String) throws -> Void) throws {
        guard try !marks().isEmpty else { return }
        // Whoever has the lock is at it, and takes its own mark away.
        try LibraryLock.holdIfFree(home) {
            for name in try marks() {
                if let sidecar = try? LibraryIndex(home).sidecar(of: name.string), sidecar.track.id == name.string {
                    try DerivedFiles(of: sidecar).replace(
                        in: home.library.appending(name.string), staging: home.staging)
                    try renew(sidecar, "library/" + name.string)
                }
                DurableFiles.remove(home.corrections.appending(name))
            }
        }
    }

    private func marks() throws -> [FilePath.Component] {
        do {
            return try DirectoryListing.names(in: home.corrections)
        } catch {
            guard error.errno == .noSuchFileOrDirectory else { throw error }
            return []
        }
    }
}
