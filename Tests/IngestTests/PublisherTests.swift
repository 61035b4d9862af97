import Catalogue
import DSP
import FoundationEssentials
import Library
import SystemPackage
import TestSupport
import Testing
import Tracks

@testable import Ingest

/// Publishing songs without daemon and stages: the stems and features are a few bytes.
@Suite struct PublisherTests {
    private let folder = TemporaryFolder()
    private let home: MusigenHome
    private let catalogue: Catalogue
    private let publisher: Publisher
    private static let sha256 = String(repeating: "0a", count: 32)

    init() throws {
        home = MusigenHome(root: folder.appending("home"))
        try home.create()
        catalogue = try Catalogue(path: home.catalogue, access: .readWrite)
        publisher = Publisher(
            home: home, catalogue: catalogue, claims: ClaimStore(home: home), cache: StageCache(root: home.stageCache),
            persist: CataloguePatience { _ in })
        try DurableFiles.makeDirectory(folder.appending("stage"))
        for name in ["drums.wav", "features.safetensors"] {
            try DurableFiles.writeNew([1, 2, 3], to: folder.appending("stage").appending(name))
        }
    }

    private func song(_ corrections: Corrections = Corrections()) -> ProcessedSong {
        let tool = ToolDescription(version: "1", model: "none")
        return ProcessedSong(
            decoded: DecodedSong(
                frameCount: 44_100, durationSeconds: 1, sampleRateHz: 44_100, channelCount: 2, peak: 1,
                level: SignalLevelMeter().level, damagedFrameCount: 0, title: "Song"),
            separated: SeparatedSong(
                tool: tool, files: [.drums: "drums.wav"], levels: [:], residualDBFS: nil, clippedSampleCount: 0,
                frameCount: 44_100),
            analysed: AnalysedSong(
                tools: [:], analysis: TrackAnalysis().asserting(corrections, durationSeconds: 1)),
            stemDirectory: folder.appending("stage").string,
            featuresFile: folder.appending("stage/features.safetensors").string, corrections: corrections,
            sameAudioAs: nil)
    }

    /// A job for the file with these tags, taken from the inbox and begun.
    private func begin() throws -> Job {
        let intent = ClaimIntent(
            kind: .analyse, inputName: "a.mp3", inputNameBytes: Array("a.mp3".utf8),
            sourceDirectory: home.inbox.bytes, tags: ["Jazz"], sha256: Self.sha256, audioSHA256: "audio", sizeBytes: 3,
            durationEstimateSeconds: 1, isTruncated: false)
        guard case .claim(let id) = try catalogue.recordIntents([intent])[0] else {
            throw CatalogueError.other("no claim")
        }
        try DurableFiles.writeNew(Array("mp3".utf8), to: publisher.claims.path(jobID: id, sha256: Self.sha256))
        try catalogue.confirmClaims([id])
        return try #require(try catalogue.startNext(kind: .analyse, now: .now))
    }

    /// A job that makes an entry anew.
    private func beginAnew(_ id: String) throws -> Job {
        _ = try catalogue.enqueueReprocessing(
            trackID: id, inputNameBytes: Array("a.mp3".utf8), libraryDirectory: home.library.appending(id).bytes,
            sizeBytes: 3)
        return try #require(try catalogue.startNext(kind: .analyse, now: .now))
    }

    @Test func `an entry has the features beside its sidecar, and no job's corrections but its own`() throws {
        let id = try publisher.publish(try begin(), song: song(), tools: [:])
        let names = try DirectoryListing.names(in: home.library.appending(id)).map(\.string).sorted()
        #expect(
            names == ["a.mp3", "features.safetensors", "report.html", "stems", "theory.jams", "theory.json"])
        #expect(try LibraryIndex(home).sidecar(of: id).corrections.isEmpty)
        #expect(try LibraryIndex(home).original(of: id)?.lastComponent?.string == "a.mp3")
    }

    @Test func `a song that was corrected meanwhile is not replaced by one that was not`() throws {
        let id = try publisher.publish(try begin(), song: song(), tools: [:])
        let before = try LibraryIndex(home).sidecar(of: id)
        let job = try beginAnew(id)
        #expect(publisher.corrections(of: job).isEmpty)
        var corrected = before
        corrected.corrections = Corrections(key: "A minor")
        try DurableFiles.write(
            try SidecarFile.encode(corrected), to: home.library.appending(id).appending(SidecarFile.name))
        #expect(throws: Publisher.CorrectedMeanwhile.self) { try publisher.publish(job, song: song(), tools: [:]) }
        #expect(try LibraryIndex(home).sidecar(of: id) == corrected)
        #expect(publisher.corrections(of: job) == Corrections(key: "A minor"))

        let again = song(publisher.corrections(of: job))
        #expect(try publisher.publish(job, song: again, tools: [:]) == id)
        let after = try LibraryIndex(home).sidecar(of: id)
        #expect(after.corrections == Corrections(key: "A minor") && after.key == "A minor")
        #expect(try catalogue.track(id)?.correctedFields == ["key"])
    }

    @Test func `a song that is made anew keeps when and whence it came`() throws {
        let id = try publisher.publish(try begin(), song: song(), tools: [:])
        let path = home.library.appending(id).appending(SidecarFile.name)
        var sidecar = try LibraryIndex(home).sidecar(of: id)
        #expect(sidecar.track.tags == ["Jazz"])
        sidecar.track.addedAt = "2001-02-03T04:05:06Z"
        try DurableFiles.write(try SidecarFile.encode(sidecar), to: path)
        _ = try publisher.publish(try beginAnew(id), song: song(), tools: [:])
        let track = try LibraryIndex(home).sidecar(of: id).track
        #expect(track.tags == ["Jazz"] && track.addedAt == "2001-02-03T04:05:06Z")
    }

    @Test func `while somebody has the library for himself, publishing gives up for the moment`() throws {
        let job = try begin()
        let impatient = Publisher(
            home: home, catalogue: catalogue, claims: publisher.claims, cache: publisher.cache,
            persist: CataloguePatience { _ in throw FileSystemError("locking", "/", .resourceTemporarilyUnavailable) })
        _ = try LibraryLock.hold(home) {
            let error = #expect(throws: FileSystemError.self) {
                try impatient.publish(job, song: song(), tools: [:])
            }
            #expect(error?.isEnvironmental == true)
        }
        #expect(try LibraryIndex(home).ids() == [])
    }
}
