import Exports
import Ingest
import Library
import SystemPackage
import TestSupport
import Testing
import Tracks

/// Exporting from a folder with an analysis and a recording of a few bytes.
@Suite struct ExportingTests {
    private let folder = TemporaryFolder()
    private let home: MusigenHome
    private let entry: FilePath
    private let original: FilePath
    /// A title in a tag of version 2.3, then what stands for audio.
    private static let tag: [UInt8] =
        Array("ID3".utf8) + [3, 0, 0, 0, 0, 0, 16] + Array("TIT2".utf8) + [0, 0, 0, 6, 0, 0] + Array("\0Title".utf8)
    private static let audio: [UInt8] = (0..<3_000_000).map { UInt8($0 * 31 >> 3 & 0xFF) }

    init() throws {
        home = MusigenHome(root: folder.appending("home"))
        try home.create()
        entry = home.library.appending("song-0a1b2c3d")
        original = entry.appending("A song.mp3")
        try DurableFiles.makeDirectory(entry)
        try DurableFiles.writeNew(Self.tag + Self.audio, to: original)
        try DurableFiles.writeNew(try SidecarFile.encode(Self.sidecar(bpm: 120)), to: entry.appending("theory.json"))
    }

    private static func sidecar(bpm: Double?) -> TheorySidecar {
        var analysis = TrackAnalysis()
        analysis.tempo = bpm.map {
            TempoEstimate(bpm: $0, confidence: 1, alternatives: [], map: [], isConstant: true)
        }
        analysis.sections = [
            Section(startSeconds: 0, endSeconds: 1, startBar: nil, letter: "A", label: nil, confidence: 1)
        ]
        return TheorySidecar(
            track: TrackDescription(
                id: "song-0a1b2c3d", sha256: "", audioSHA256: "", fileName: "A song.mp3", title: "Title", artist: nil,
                album: nil, taggedGenre: nil, durationSeconds: 1, sampleRateHz: 44_100, channels: 2, tags: [],
                addedAt: nil, sameAudioAs: nil),
            tools: [:], audioStems: [:], stemLevels: [:], separationResidualDBFS: nil, analysis: analysis, warnings: [])
    }

    private func source() throws -> ExportSource { try ExportSource(folder: entry, programVersion: "1") }

    private func bytes(_ path: FilePath) throws -> [UInt8] { try DurableFiles.read(path, maximumBytes: 1 << 24) }

    @Test func `a tagged copy has the recording's audio, and the recording stays as it is`() throws {
        let target = folder.appending("copy.mp3")
        try ExportWriter(replaces: false, home: home).writeTaggedCopy(of: try source(), to: target)
        let copy = try bytes(target)
        let length = TempoAndKeyTags.tagLength(header: Array(copy.prefix(10)))
        #expect(Array(copy.dropFirst(length)) == Self.audio)
        #expect(copy.prefix(length).contains(subsequence: Array("TIT2".utf8) + [0, 0, 0, 6, 0, 0]))
        #expect(
            copy.prefix(length).contains(subsequence: Array("TBPM".utf8) + [0, 0, 0, 4, 0, 0, 0] + Array("120".utf8)))
        #expect(try bytes(original) == Self.tag + Self.audio)
    }

    @Test func `nothing is written over what exists, into the library or over the original`() throws {
        let writer = ExportWriter(replaces: false, home: home)
        let target = folder.appending("copy.mp3")
        try writer.write([1], to: target)
        #expect(throws: ExportingError.self) { try writer.write([2], to: target) }
        #expect(throws: ExportingError.self) { try writer.writeTaggedCopy(of: try source(), to: target) }
        #expect(try bytes(target) == [1])
        let forced = ExportWriter(replaces: true, home: home)
        try forced.write([2], to: target)
        #expect(try bytes(target) == [2])
        #expect(throws: ExportingError.self) { try forced.write([3], to: entry.appending("x")) }
        #expect(throws: ExportingError.self) { try forced.write([3], to: folder.appending("home")) }
        #expect(throws: ExportingError.self) { try TaggedCopy.write(try source(), to: original, replaces: true) }
        #expect(try bytes(original) == Self.tag + Self.audio)
    }

    @Test func `a format's files are named after the folder, all of them or none`() throws {
        let writer = ExportWriter(replaces: false, home: home)
        let target = folder.appending("out").appending("deep")
        let paths = try writer.write(LabFormat(), of: try source(), into: target)
        #expect(paths == [target.appending("song-0a1b2c3d.sections.lab")])
        #expect(try bytes(paths[0]) == Array("0.000000\t1.000000\tA\n".utf8))
        #expect(throws: ExportingError.self) { try writer.write(LabFormat(), of: try source(), into: target) }
    }

    @Test func `a recording whose tag cannot be, or that is not there, is refused`() throws {
        let target = folder.appending("copy.mp3")
        let writer = ExportWriter(replaces: false, home: home)
        try DurableFiles.write(Array("ID3".utf8) + [3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F], to: original)
        #expect(throws: ExportingError.self) { try writer.writeTaggedCopy(of: try source(), to: target) }
        DurableFiles.remove(original)
        #expect(try source().original == nil)
        #expect(throws: ExportingError.self) { try writer.writeTaggedCopy(of: try source(), to: target) }
        #expect(try FileStatus.of(target) == nil)
        #expect(try DirectoryListing.names(in: folder.path).map(\.string) == ["home"])
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        indices.contains { dropFirst($0 - startIndex).starts(with: subsequence) }
    }
}
