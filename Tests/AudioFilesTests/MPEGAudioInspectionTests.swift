import AudioFiles
import DSP
import SystemPackage
import Testing

@Suite struct MPEGAudioInspectionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func inspect(_ bytes: [UInt8]) throws -> MPEGAudioInspection {
        try MPEGAudioInspection(ofFileAt: folder.file(bytes))
    }

    private func audio(_ bytes: [UInt8]) throws -> MPEGAudioFile {
        guard case .mpegAudio(let audio) = try inspect(bytes) else { throw AudioFileError.notAudio("no frames") }
        return audio
    }

    @Test(arguments: [false, true])
    func `a whole file is complete and its first frame is described`(isVariableBitRate: Bool) throws {
        let bytes = try Fixture.mp3Bytes(seconds: 4, isVariableBitRate: isVariableBitRate)
        let audio = try audio(bytes)
        #expect(audio.completeness == .complete)
        #expect(audio.version == .mpeg1 && audio.layer == 3)
        #expect(audio.sampleRateHz == 44_100 && audio.channelCount == 2)
        #expect(audio.audioRange.upperBound == Int64(bytes.count))
        #expect(audio.decodableRange.lowerBound == 0)
        #expect(audio.audioRange.lowerBound > 0)
        #expect(abs(audio.estimatedDurationSeconds - 4) < 0.1)
    }

    @Test(arguments: [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 48_000])
    func `all rates are told by their frames`(rate: Int) throws {
        for channelCount in 1...2 {
            let sweep = Fixture.sweep(sampleRateHz: rate, channelCount: channelCount, frameCount: 2 * rate)
            let audio = try audio(Fixture.bytes(of: Fixture.mp3(sweep, in: folder)))
            #expect(audio.sampleRateHz == rate && audio.channelCount == channelCount)
            #expect(audio.version == (rate < 16_000 ? .mpeg25 : rate < 32_000 ? .mpeg2 : .mpeg1))
            #expect(audio.completeness == .complete)
            #expect(abs(audio.estimatedDurationSeconds - 2) < 0.2)
        }
    }

    @Test(arguments: [false, true])
    func `a file cut anywhere is truncated`(isVariableBitRate: Bool) throws {
        let bytes = try Fixture.mp3Bytes(seconds: 6, isVariableBitRate: isVariableBitRate)
        for percent in stride(from: 3, through: 96, by: 3) {
            let count = bytes.count * percent / 100
            let audio = try audio(Array(bytes[..<count]))
            guard case .truncated(let present, let expected) = audio.completeness else {
                Issue.record("\(percent) % is taken for complete")
                continue
            }
            #expect(present <= Int64(count) && present > Int64(count) - 1500)
            #expect(expected == Int64(bytes.count))
            #expect(audio.estimatedDurationSeconds < 6.2 * Double(percent) / 100)
        }
    }

    @Test func `a constant bit rate file without any count is truncated where its last frame is cut`() throws {
        let bytes = try Fixture.mp3Bytes(seconds: 6)
        let frames = Array(bytes[Int(try audio(bytes).audioRange.lowerBound)...])
        #expect(try audio(frames).completeness == .complete)
        for missing in [1, 2, 3, 50, 200, 300, 1000, 20_000] {
            let cut = try audio(Array(frames.dropLast(missing)))
            guard case .truncated(_, nil) = cut.completeness else {
                Issue.record("\(missing) missing bytes are not noticed")
                continue
            }
        }
    }

    @Test func `a VBRI frame counts bytes as a Xing frame does`() throws {
        let whole = try Fixture.mp3Bytes(seconds: 4)
        let start = Int(try audio(whole).audioRange.lowerBound)
        var first = Array(whole[..<start])
        for i in 4..<first.count { first[i] = 0 }
        let claim =
            Array("VBRI".utf8) + [0, 1, 0, 0, 0, 75] + TagFixture.bigEndian(whole.count) + TagFixture.bigEndian(153)
        first.replaceSubrange(36..<36 + claim.count, with: claim)
        let bytes = first + whole[start...]
        #expect(try audio(bytes).completeness == .complete)
        #expect(try audio(bytes).audioRange == Int64(start)..<Int64(bytes.count))
        guard case .truncated(_, let expected) = try audio(Array(bytes.dropLast(20_000))).completeness else {
            Issue.record("taken for complete")
            return
        }
        #expect(expected == Int64(bytes.count))
    }

    @Test(arguments: [false, true])
    func `space reserved and not yet written is truncated`(hasCount: Bool) throws {
        let whole = try Fixture.mp3Bytes(seconds: 12)
        let bytes = hasCount ? whole : Array(whole[Int(try audio(whole).audioRange.lowerBound)...])
        for percent in [5, 30, 50, 80, 95] {
            let written = bytes.count * percent / 100
            var reserved = bytes
            for i in written..<bytes.count { reserved[i] = 0 }
            let audio = try audio(reserved)
            #expect(audio.completeness != .complete)
            #expect(audio.audioRange.upperBound <= Int64(written) + 4096)
        }
    }

    @Test func `a hole in the middle is truncated`() throws {
        var bytes = try Fixture.mp3Bytes(seconds: 20)
        for i in bytes.count / 2..<bytes.count / 2 + bytes.count / 8 { bytes[i] = 0 }
        #expect(try audio(bytes).completeness != .complete)
    }

    @Test func `tags, junk and padding around the audio are left out of its range`() throws {
        let bytes = try Fixture.mp3Bytes(seconds: 2)
        let plain = try audio(bytes)
        let id3v1 = Array("TAG".utf8) + [UInt8](repeating: 32, count: 125)
        let ape = TagFixture.ape(valueByteCount: 300)
        let lyrics = Array("LYRICSBEGINLYR00005hello".utf8) + Array("000024LYRICS200".utf8)
        let id3v2 = TagFixture.id3v2(frames: [UInt8](repeating: 0, count: 5000))
        let variants: [(before: [UInt8], after: [UInt8])] = [
            ([], id3v1), ([], ape), ([], ape + id3v1), ([], lyrics + id3v1), (id3v2, []), (id3v2 + id3v2, ape + id3v1),
            ([], [UInt8](repeating: 0, count: 100)), ([], [UInt8](repeating: 0, count: 30_000)),
            ([UInt8](repeating: 0, count: 2000), Array("some junk behind the audio".utf8)),
            (id3v2, Array("TAG+".utf8) + [UInt8](repeating: 32, count: 223) + id3v1),
        ]
        for (before, after) in variants {
            let audio = try audio(before + bytes + after)
            let shift = Int64(before.count)
            #expect(audio.audioRange.lowerBound == plain.audioRange.lowerBound + shift)
            #expect(audio.audioRange.upperBound == plain.audioRange.upperBound + shift)
            #expect(audio.completeness == .complete)
        }
    }

    @Test func `a tag that is still being copied is a beginning`() throws {
        let tag = TagFixture.id3v2(frames: [UInt8](repeating: 0x41, count: 500_000))
        let cut = try inspect(Array(tag[..<100_000]))
        #expect(cut == .onlyBeginning(presentBytes: 100_000, expectedBytes: Int64(tag.count)))
        #expect(cut.completeness == .truncated(presentBytes: 100_000, expectedBytes: Int64(tag.count)))
        #expect(try inspect(tag) == .onlyBeginning(presentBytes: Int64(tag.count), expectedBytes: nil))
        #expect(
            try inspect([UInt8](repeating: 0, count: 300_000))
                == .onlyBeginning(presentBytes: 0, expectedBytes: 300_000))
    }

    @Test func `other formats are named`() throws {
        let cases: [(String, [UInt8])] = [
            ("WAV", Array("RIFF....WAVEfmt ".utf8)), ("FLAC", Array("fLaC....".utf8)), ("Ogg", Array("OggS....".utf8)),
            ("M4A or MP4", Array("....ftypM4A ".utf8)), ("AIFF", Array("FORM....AIFF".utf8)),
            ("MIDI", Array("MThd....".utf8)), ("PDF", Array("%PDF-1.7".utf8)),
            ("a JPEG picture", [0xFF, 0xD8, 0xFF, 0xE0]), ("a PNG picture", [0x89, 0x50, 0x4E, 0x47]),
            ("a ZIP archive", [0x50, 0x4B, 3, 4]), ("AAC", [0xFF, 0xF1, 0x50, 0x80, 0, 0, 0, 0]),
            ("plain text", Array("Remember the milk, señor.\n".utf8)),
            ("plain text", [0xFF, 0xFE, 0x41, 0, 0x42, 0]),
            ("FLAC", TagFixture.id3v2(frames: [UInt8](repeating: 0, count: 50)) + Array("fLaC....".utf8)),
        ]
        for (name, bytes) in cases { #expect(try inspect(bytes) == .otherFormat(name)) }
        #expect(try inspect([]) == .empty)
        #expect(try inspect([0, 1, 2, 3, 0xFE, 0xFD]) == .unrecognised)
    }

    @Test func `an archive that holds an MP3 is an archive`() throws {
        #expect(try inspect([0x50, 0x4B, 3, 4] + Fixture.mp3Bytes(seconds: 1)) == .otherFormat("a ZIP archive"))
    }
}
