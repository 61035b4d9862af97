internal import Exports
internal import Library
internal import Reports
internal import SystemPackage
internal import Tracks

/// What an entry has beside its sidecar that says the same for others: `theory.jams` for the field's tools, and
/// `report.html` for people. Both follow from the sidecar alone and can be made anew at any time.
struct DerivedFiles {
    private let files: [(name: String, bytes: [UInt8])]

    /// The files of a song.
    ///
    /// - Throws: `ExportError`.
    init(of sidecar: TheorySidecar) throws {
        files = [
            (
                LibraryIndex.jamsName,
                try JAMSFormat().bytes(of: ExportSong(sidecar, programVersion: ProgramVersion.text))
            ),
            (LibraryIndex.reportName, Array(TrackReport(sidecar: sidecar).html.utf8)),
        ]
    }

    /// Writes them into a directory that has none yet, and syncs them; the directory is left to the caller.
    func write(into directory: FilePath) throws(FileSystemError) {
        for file in files { try DurableFiles.writeNew(file.bytes, to: directory.appending(file.name)) }
    }

    /// Puts them in the place of an entry's older ones, each in one step; to be called under the library's lock.
    func replace(in entry: FilePath, staging: FilePath) throws(FileSystemError) {
        for file in files {
            try DurableFiles.replace(entry.appending(file.name), with: file.bytes, staging: staging)
        }
        try DurableFiles.syncDirectory(entry)
    }
}
