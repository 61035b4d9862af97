public import Exports
internal import Glibc
public import Library
public import SystemPackage

/// Writes exported files, each of which appears whole.
public struct ExportWriter: Sendable {
    private let replaces: Bool
    private let home: MusigenHome

    /// - Parameters:
    ///   - replaces: whether files that are there already give way.
    ///   - home: into whose library nothing is written.
    public init(replaces: Bool, home: MusigenHome) {
        self.replaces = replaces
        self.home = home
    }

    /// Writes a format's files into a folder, which is made, as NAME with the format's endings.
    ///
    /// - Returns: the files.
    /// - Throws: `ExportError`, `ExportingError` or `FileSystemError`.
    public func write(_ format: any ExportFormat, of source: ExportSource, into folder: FilePath) throws -> [FilePath] {
        let files = try format.files(of: source.song)
        let paths = files.map { folder.appending(source.name + $0.suffix) }
        // All or nothing: half of a format's files would pass for all of them.
        for path in paths { try checkFree(path) }
        try DurableFiles.makeDirectory(folder)
        for (path, file) in zip(paths, files) { try write(file.bytes, to: path) }
        return paths
    }

    /// Writes a file.
    ///
    /// - Throws: `ExportingError` where there is one already, or `FileSystemError`.
    public func write(_ bytes: [UInt8], to path: FilePath) throws {
        try checkFree(path)
        if replaces { return try DurableFiles.write(bytes, to: path) }
        let folder = path.removingLastComponent()
        let temporary = folder.appending(".musigen-\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
        do {
            try DurableFiles.writeNew(bytes, to: temporary)
            try Self.place(temporary, at: path)
        } catch {
            DurableFiles.remove(temporary)
            throw error
        }
        try DurableFiles.syncDirectory(folder)
    }

    /// Writes a tagged copy of the recording.
    ///
    /// - Throws: `ExportError`, `ExportingError` or `FileSystemError`.
    public func writeTaggedCopy(of source: ExportSource, to path: FilePath) throws {
        try checkFree(path)
        try TaggedCopy.write(source, to: path, replaces: replaces)
    }

    /// Gives a finished file its name, unless something has it.
    static func place(_ temporary: FilePath, at path: FilePath) throws {
        guard try DurableFiles.renameIfFree(temporary, to: path) else { throw inTheWay(path) }
    }

    private func checkFree(_ path: FilePath) throws {
        if path.starts(with: home.library) {
            throw ExportingError(
                .target,
                "\(DisplayName.of(path)) is inside the library, which holds only what the appliance puts there; "
                    + "choose another folder.")
        }
        guard let status = try FileStatus.of(path) else { return }
        if !replaces || status.kind == .directory { throw Self.inTheWay(path) }
    }

    private static func inTheWay(_ path: FilePath) -> ExportingError {
        ExportingError(
            .target, "\(DisplayName.of(path)) exists already; give --force to replace it, or choose another --output.")
    }
}
