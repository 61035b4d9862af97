public import Catalogue
internal import Glibc
public import Library
public import Settings
internal import SystemPackage
internal import Tracks

/// Has songs of the library worked on again: those named, or those whose results are of older engines.
public struct Reprocessing: Sendable {
    private let home: MusigenHome
    private let settings: Settings
    private let environment: [String: String]

    /// For a home and its settings.
    public init(home: MusigenHome, settings: Settings, environment: [String: String]) {
        self.home = home
        self.settings = settings
        self.environment = environment
    }

    /// Identifiers of the songs whose results are not of today's engines.
    ///
    /// - Throws: `StandaloneFailure` where the separator that the settings name is not installed.
    public func staleTracks() throws -> [String] {
        let engines = Engines(
            try SeparatorChoice.forCommand(settings, home: home), threadCount: 1, environment: environment)
        let library = LibraryIndex(home)
        return try library.ids().filter { id in (try? library.sidecar(of: id))?.tools != engines.tools }
    }

    /// Queues a song.
    ///
    /// - Returns: the job, or `nil` where the song is unknown or on its way already.
    public func enqueue(_ id: String, in catalogue: Catalogue) throws -> Int64? {
        let library = LibraryIndex(home)
        guard let original = try library.original(of: id), let name = original.lastComponent,
            let status = try FileStatus.of(original)
        else { return nil }
        return try catalogue.enqueueReprocessing(
            trackID: id, inputNameBytes: name.bytes, libraryDirectory: library.path(of: id).bytes,
            sizeBytes: status.sizeBytes)
    }
}
