public import Catalogue
internal import FoundationEssentials
public import Library
internal import Tracks

/// Rebuilds the catalogue's tracks from the sidecars in the library.
public struct Reindexing: Sendable {
    /// What came of it.
    public struct Outcome: Sendable, Equatable {
        /// Songs indexed.
        public var indexed = 0
        /// Entries that could not be read, each with its reason.
        public var unreadable: [String] = []
    }

    private let home: MusigenHome

    /// The library of a home.
    public init(home: MusigenHome) { self.home = home }

    /// Replaces all tracks of the catalogue; jobs and events stay.
    public func run(into catalogue: Catalogue) throws -> Outcome {
        try LibraryLock.hold(home) { try replaceAll(in: catalogue) }
    }

    private func replaceAll(in catalogue: Catalogue) throws -> Outcome {
        let library = LibraryIndex(home)
        var outcome = Outcome()
        var tracks: [(sidecar: TheorySidecar, libraryPath: String)] = []
        for id in try library.ids() {
            do {
                tracks.append((try library.sidecar(of: id), "library/" + id))
                outcome.indexed += 1
            } catch {
                outcome.unreadable.append("\(id): \(error)")
            }
        }
        try catalogue.reindex(tracks)
        return outcome
    }
}
