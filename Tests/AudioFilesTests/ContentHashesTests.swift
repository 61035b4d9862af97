import AudioFiles
import SystemPackage
import Testing

@Suite struct ContentHashesTests {
    private struct Cancelled: Error {}

    private func hashes(_ path: FilePath, progress: (Double) throws -> Void = { _ in }) throws -> ContentHashes {
        guard case .mpegAudio(let audio) = try MPEGAudioInspection(ofFileAt: path) else {
            throw AudioFileError.notAudio("no frames")
        }
        let descriptor = try FileDescriptor.open(path, .readOnly)
        return try descriptor.closeAfter {
            try ContentHashes(of: descriptor, audioRange: audio.audioRange, progress: progress)
        }
    }

    @Test func `the hash of a file is its SHA-256`() throws {
        let folder = try TemporaryFolder()
        #expect(
            try ContentHashes.sha256(ofFileAt: folder.file(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            try ContentHashes.sha256(ofFileAt: folder.file([]))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `only the hash of the file changes with its tags`() throws {
        let folder = try TemporaryFolder()
        let bytes = try Fixture.mp3Bytes(seconds: 2)
        let plain = try hashes(folder.file(bytes))
        let title = TagFixture.frame("TIT2", [3] + Array("Song".utf8))
        let tagged = try hashes(folder.file(TagFixture.id3v2(frames: title) + bytes + TagFixture.id3v1(title: "Song")))
        #expect(plain.audioSHA256 == tagged.audioSHA256)
        #expect(plain.fileSHA256 != tagged.fileSHA256)
        #expect(plain.byteCount == Int64(bytes.count))
        #expect(plain.fileSHA256 == (try ContentHashes.sha256(ofFileAt: folder.file(bytes))))
        let start = Int(try #require(bytes.indices.last)) / 2
        var other = bytes
        other[start] ^= 0xFF
        #expect(try hashes(folder.file(other)).audioSHA256 != plain.audioSHA256)
    }

    @Test func `a large file is hashed across its blocks, with progress`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file([UInt8](repeating: 1, count: (5 << 20) / 2))
        let descriptor = try FileDescriptor.open(path, .readOnly)
        var progress: [Double] = []
        let range: Range<Int64> = 1_048_000..<1_049_000
        let hashes = try descriptor.closeAfter {
            try ContentHashes(of: descriptor, audioRange: range) { progress.append($0) }
        }
        #expect(progress == [0.4, 0.8, 1])
        #expect(
            hashes.audioSHA256
                == (try ContentHashes.sha256(ofFileAt: folder.file([UInt8](repeating: 1, count: 1000)))))
    }

    @Test func `hashing stops where the callback throws`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(Fixture.mp3Bytes(seconds: 1))
        #expect(throws: Cancelled.self) { try hashes(path) { _ in throw Cancelled() } }
    }
}
