public import Exports
internal import Library
public import SystemPackage
internal import Tracks

/// A song to export: its analysis, and its recording where that lies beside it.
public struct ExportSource: Sendable {
    /// Name of its folder, by which its exported files are called.
    public let name: String
    /// The recording.
    public let original: FilePath?
    /// What the formats write.
    public let song: ExportSong

    /// Reads a folder with a `theory.json`: an entry of the library, or what `musigen analyze` has made.
    ///
    /// - Throws: `FileSystemError`, `SidecarError` or the decoder's error.
    public init(folder: FilePath, programVersion: String) throws {
        let sidecar = try SidecarFile.read(in: folder)
        name = folder.lastComponent.map { DisplayName.of($0.bytes) } ?? sidecar.track.id
        original = try Self.original(in: folder)
        song = ExportSong(
            sidecar, audioPath: original.map { MusigenHome.absolute($0.string).string }, programVersion: programVersion)
    }

    /// The only file that is not one of the appliance's own.
    private static func original(in folder: FilePath) throws(FileSystemError) -> FilePath? {
        for name in try DirectoryListing.names(in: folder).sorted(by: { $0.string < $1.string })
        where !LibraryIndex.reservedNames.contains(name.string) && !name.string.hasPrefix(".") {
            let path = folder.appending(name)
            if try FileStatus.of(path)?.kind == .regular { return path }
        }
        return nil
    }
}
