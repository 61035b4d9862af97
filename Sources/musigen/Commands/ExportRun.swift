import Exports
import Glibc
import Ingest
import Library
import SystemPackage
import Tracks

/// Exports songs in one format or in all.
struct ExportRun {
    let format: String
    let output: String?
    let replaces: Bool
    let home: MusigenHome
    let songCount: Int

    /// Reads, writes and prints the name of every file.
    ///
    /// - Parameter report: is told of each song that failed, where there are others.
    func run(_ folders: [FilePath], report: (ExportProblem) -> Void) throws {
        var collected: [ExportSource] = []
        let collection = collectionFormat
        for folder in folders {
            do {
                let source: ExportSource
                do {
                    source = try ExportSource(folder: folder, programVersion: ProgramVersion.text)
                } catch let error as FileSystemError {
                    throw error
                } catch {
                    throw ExportProblem(folder, error)
                }
                if collection != nil { collected.append(source) }
                if format == "all" {
                    try writeAll(source, report: report)
                } else if collection == nil {
                    try write(source)
                }
            } catch {
                guard let problem = ExportProblem(error), songCount > 1 else { throw error }
                report(problem)
            }
        }
        if let collection { try write(collection, collected, report: report) }
    }

    /// The format whose one file is for all songs, where there are several.
    private var collectionFormat: (any CollectionFormat)? {
        if format == "all" {
            return songCount > 1 ? ExportFormats.all.lazy.compactMap { $0 as? any CollectionFormat }.first : nil
        }
        return ExportFormats.format(named: format) as? any CollectionFormat
    }

    private var writer: ExportWriter { ExportWriter(replaces: replaces, home: home) }

    private var folder: FilePath { MusigenHome.absolute(output ?? ".") }

    /// Whether the output is the name of one file.
    private func isFile(_ isSingleFile: Bool) -> Bool {
        guard let output, isSingleFile, !output.hasSuffix("/") else { return false }
        // A link to a folder is one as well.
        return unsafe access(output + "/.", F_OK) != 0
    }

    private func write(_ source: ExportSource) throws {
        if format == TaggedCopy.formatName {
            let path = isFile(songCount == 1) ? folder : folder.appending(source.name + TaggedCopy.suffix)
            try DurableFiles.makeDirectory(path.removingLastComponent())
            try writer.writeTaggedCopy(of: source, to: path)
            return print(path)
        }
        guard let format = ExportFormats.format(named: format) else { return }
        if let single = format as? any SingleFileFormat, output == "-" || isFile(songCount == 1) {
            return try write(try single.bytes(of: source.song), toFile: folder)
        }
        for path in try writer.write(format, of: source, into: folder) { print(path) }
    }

    private func writeAll(_ source: ExportSource, report: (ExportProblem) -> Void) throws {
        let folder = folder.appending(source.name)
        for format in ExportFormats.all where songCount == 1 || !(format is any CollectionFormat) {
            try skippingWhatIsMissing(source, format.name, report) {
                for path in try writer.write(format, of: source, into: folder) { print(path) }
            }
        }
        try skippingWhatIsMissing(source, TaggedCopy.formatName, report) {
            let path = folder.appending(source.name + TaggedCopy.suffix)
            try DurableFiles.makeDirectory(folder)
            try writer.writeTaggedCopy(of: source, to: path)
            print(path)
        }
    }

    private func skippingWhatIsMissing(
        _ source: ExportSource, _ name: String, _ report: (ExportProblem) -> Void, _ body: () throws -> Void
    ) throws {
        do {
            try body()
        } catch let error as ExportError {
            report(.init("\(source.name) as \(name): \(error)", .dataError, isFailure: false))
        } catch let error as ExportingError where error.kind == .song {
            report(.init("\(source.name) as \(name): \(error)", .dataError, isFailure: false))
        }
    }

    /// One file of those songs that can be part of it.
    private func write(
        _ format: any CollectionFormat, _ sources: [ExportSource], report: (ExportProblem) -> Void
    ) throws {
        var songs: [ExportSong] = []
        for source in sources {
            do throws(ExportError) {
                _ = try format.bytes(of: source.song)
                songs.append(source.song)
            } catch {
                guard songCount > 1 else { throw error }
                report(.init(error.description, .dataError, isFailure: self.format != "all"))
            }
        }
        guard !songs.isEmpty else { return }
        let name = songCount == 1 ? sources[0].name : "musigen"
        let isNamed = self.format != "all" && (output == "-" || isFile(true))
        try write(
            try format.bytes(of: songs),
            toFile: isNamed ? folder : folder.appending("\(name).\(format.fileExtension)"))
    }

    private func write(_ bytes: [UInt8], toFile path: FilePath) throws {
        if output == "-" {
            do {
                _ = try FileDescriptor.standardOutput.writeAll(bytes)
            } catch let error as Errno {
                throw FileSystemError("writing", "standard output", error)
            }
            return
        }
        try DurableFiles.makeDirectory(path.removingLastComponent())
        try writer.write(bytes, to: path)
        print(path)
    }
}
