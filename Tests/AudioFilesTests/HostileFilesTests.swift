import AudioFiles
import DSP
import SystemPackage
import Testing

/// Files made to make a parser wait, allocate or crash.
@Suite struct HostileFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func inspect(_ bytes: [UInt8]) throws -> MPEGAudioInspection {
        try MPEGAudioInspection(ofFileAt: folder.file(bytes))
    }

    /// Inspects, reads tags and decodes to the end; only typed errors may come of it.
    private func exercise(_ bytes: [UInt8]) throws {
        let path = try folder.file(bytes)
        _ = try MPEGAudioInspection(ofFileAt: path)
        _ = try ID3Tags(ofFileAt: path)
        do {
            let source = try AudioFile.openForProcessing(path: path)
            while try !source.read(maximumFrameCount: 8192).isEmpty {}
        } catch is AudioFileError {}
    }

    private static let frameHeader: [UInt8] = [0xFF, 0xFB, 0x90, 0x64]

    @Test func `fifty bytes that claim millions of frames are too short, and nothing is waited for`() throws {
        let claim =
            Self.frameHeader + [UInt8](repeating: 0, count: 32) + Array("Xing".utf8) + [0, 0, 0, 3]
            + [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF]
        #expect(claim.count == 50)
        #expect(try inspect(claim) == .tooShort(presentBytes: 50))
        #expect(try inspect(claim).completeness == nil)
        #expect(throws: AudioFileError.self) { try AudioFile.open(path: folder.file(claim)) }
    }

    @Test func `an absurd claim is not believed`() throws {
        let bytes = try Fixture.mp3Bytes(seconds: 1)
        let name = try #require((0..<300).first { bytes[$0...].starts(with: Array("Info".utf8)) })
        var lying = bytes
        lying.replaceSubrange(name + 8..<name + 16, with: [UInt8](repeating: 0xFF, count: 8))
        guard case .mpegAudio(let audio) = try inspect(lying) else {
            Issue.record("not recognised")
            return
        }
        #expect(audio.completeness == .complete)
        #expect(audio.estimatedDurationSeconds < 5)
    }

    @Test func `a tag of 256 MB in a small file hides no audio`() throws {
        let header = Array("ID3".utf8) + [3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F]
        let audio = try Fixture.mp3Bytes(seconds: 1)
        guard case .mpegAudio(let found) = try inspect(header + audio) else {
            Issue.record("not recognised")
            return
        }
        #expect(found.decodableRange.lowerBound == 10)
        #expect(try inspect(header) == .onlyBeginning(presentBytes: 10, expectedBytes: 268_435_465))
        try exercise(header + audio)
    }

    @Test func `ten thousand tags in a row are given up on`() throws {
        let tag = TagFixture.id3v2(frames: [])
        let tags = Array(repeatElement(tag, count: 10_000).joined())
        #expect(try inspect(tags) == .unrecognised)
        try exercise(tags + Fixture.mp3Bytes(seconds: 1))
    }

    @Test(arguments: [0, 1, 2, 3, 4, 10, 100, 5000, 300_000])
    func `runs of equal bytes are no music`(count: Int) throws {
        for value: UInt8 in [0, 0x41, 0x55, 0xFB, 0xFF] {
            let bytes = [UInt8](repeating: value, count: count)
            if case .mpegAudio = try inspect(bytes) { Issue.record("\(count) bytes of \(value) are taken for audio") }
            try exercise(bytes)
        }
    }

    @Test func `free-format headers without frames cost a bounded search`() throws {
        let header: [UInt8] = [0xFF, 0xFB, 0x00, 0x64]
        for gap in [0, 1, 20, 31, 100] {
            let bytes = Array(repeatElement(header + [UInt8](repeating: 0x11, count: gap), count: 3000).joined())
            try exercise(bytes)
        }
    }

    @Test func `random bytes never crash`() throws {
        var generator = SeededGenerator(state: 7)
        for count in [1, 3, 17, 200, 4096, 70_000] {
            for _ in 0..<10 { try exercise((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }) }
        }
    }

    @Test func `random damage to a good file never crashes`() throws {
        var generator = SeededGenerator(state: 11)
        let tag = TagFixture.id3v2(
            frames: TagFixture.frame("TIT2", [3] + Array("Song".utf8))
                + TagFixture.frame("APIC", [UInt8](repeating: 0xFF, count: 3000)))
        let good = tag + (try Fixture.mp3Bytes(seconds: 1)) + TagFixture.ape(valueByteCount: 100) + TagFixture.id3v1()
        for round in 0..<60 {
            var bytes = good
            for _ in 0...round {
                // The structure is at the ends, so the damage is too.
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let offset = round.isMultiple(of: 2) ? place : place % 700
                bytes[min(offset, bytes.count - 1)] = UInt8.random(in: 0...255, using: &generator)
            }
            if round.isMultiple(of: 3) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
            try exercise(bytes)
        }
    }
}
