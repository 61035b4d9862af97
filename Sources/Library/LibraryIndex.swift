public import SystemPackage
public import Tracks

/// The library on disk, which the catalogue is only an index of.
public struct LibraryIndex: Sendable {
    /// Names inside an entry that are the appliance's own; no original is called so.
    public static let reservedNames: Set<String> = [
        SidecarFile.name, featuresName, jamsName, reportName, "stems",
    ]

    /// Name of what was heard in the song.
    public static let featuresName = "features.safetensors"

    /// Name of the sidecar in JAMS, for the field's tools.
    public static let jamsName = "theory.jams"

    /// Name of the page to look at.
    public static let reportName = "report.html"

    private let home: MusigenHome

    /// The library of a home.
    public init(_ home: MusigenHome) { self.home = home }

    /// Identifiers of all entries, sorted. Names that begin with a dot are no entries.
    public func ids() throws(FileSystemError) -> [String] {
        var ids: [String] = []
        for name in try DirectoryListing.names(in: home.library) {
            guard !name.string.hasPrefix("."), try FileStatus.of(home.library.appending(name))?.kind == .directory
            else { continue }
            ids.append(name.string)
        }
        return ids.sorted()
    }

    /// Where an entry is.
    public func path(of id: String) -> FilePath { home.library.appending(id) }

    /// An entry's sidecar.
    public func sidecar(of id: String) throws -> TheorySidecar { try SidecarFile.read(in: path(of: id)) }

    /// The original inside an entry: the only file at its top that is not one of ours.
    public func original(of id: String) throws(FileSystemError) -> FilePath? {
        for name in try DirectoryListing.names(in: path(of: id)).sorted(by: { $0.string < $1.string })
        where !Self.reservedNames.contains(name.string) && !name.string.hasPrefix(".") {
            return path(of: id).appending(name)
        }
        return nil
    }
}
