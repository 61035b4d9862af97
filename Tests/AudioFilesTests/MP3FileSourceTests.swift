import AudioFiles
import DSP
import Glibc
import SystemPackage
import Testing

@Suite struct MP3FileSourceTests {
    private static let rates = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000]

    @Test(arguments: rates, [1, 2])
    func `every rate of MPEG audio decodes to the frames that were encoded, in place`(
        rate: Int, channelCount: Int
    ) throws {
        let folder = try TemporaryFolder()
        let audio = Fixture.sweep(sampleRateHz: rate, channelCount: channelCount, frameCount: rate + 123)
        let source = try MP3FileSource(path: Fixture.mp3(audio, in: folder))
        #expect(source.sampleRateHz == rate)
        #expect(source.channelCount == channelCount)
        let decoded = try Fixture.readAll(source)
        #expect(decoded.frameCount == audio.frameCount)
        #expect(source.damagedFrameCount == 0)
        for channel in 0..<channelCount {
            let (reference, result) = (audio.channels[channel], decoded.channels[channel])
            let inPlace = Fixture.signalToErrorDecibels(reference, result)
            #expect(inPlace > 15)
            #expect(inPlace > Fixture.signalToErrorDecibels(reference, result, shift: 1) + 3)
            #expect(inPlace > Fixture.signalToErrorDecibels(reference, result, shift: -1) + 3)
        }
    }

    @Test(arguments: [1, 1151, 1152, 1153, 2257, 44_100, 100_000])
    func `the delay and padding of the encoder are removed whatever the length`(frameCount: Int) throws {
        let folder = try TemporaryFolder()
        for isVariableBitRate in [false, true] {
            let audio = Fixture.sweep(sampleRateHz: 44_100, channelCount: 2, frameCount: frameCount)
            let path = try Fixture.mp3(audio, in: folder, isVariableBitRate: isVariableBitRate)
            #expect(try Fixture.readAll(MP3FileSource(path: path)).frameCount == frameCount)
        }
    }

    @Test func `what is read does not depend on the size of the blocks`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(Fixture.mp3Bytes(seconds: 1))
        let whole = try Fixture.readAll(MP3FileSource(path: path), blockFrameCount: 1 << 20)
        for size in [1, 100, 1152, 5000] {
            #expect(try Fixture.readAll(MP3FileSource(path: path), blockFrameCount: size) == whole)
        }
    }

    @Test func `a descriptor is read from its beginning and may be closed`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(Fixture.mp3Bytes(seconds: 1))
        let descriptor = try FileDescriptor.open(path, .readOnly)
        try descriptor.seek(offset: 1000, from: .start)
        let source = try MP3FileSource(descriptor: descriptor)
        #expect(try descriptor.seek(offset: 0, from: .current) == 1000)
        try descriptor.close()
        #expect(try Fixture.readAll(source) == Fixture.readAll(MP3FileSource(path: path)))
    }

    @Test func `damage in the middle is skipped and counted`() throws {
        let folder = try TemporaryFolder()
        var bytes = try Fixture.mp3Bytes()
        let whole = try Fixture.readAll(MP3FileSource(path: folder.file(bytes))).frameCount
        for start in [bytes.count / 3, bytes.count / 2] {
            for i in start..<start + 700 { bytes[i] = 0x55 }
        }
        let source = try MP3FileSource(path: folder.file(bytes))
        let decoded = try Fixture.readAll(source)
        #expect((1...8).contains(source.damagedFrameCount))
        #expect(decoded.frameCount > whole - 12 * 1152)
        #expect(decoded.frameCount <= whole)
    }

    @Test func `damaged frames never give bursts or samples that are no numbers`() throws {
        let folder = try TemporaryFolder()
        let good = try Fixture.mp3Bytes(seconds: 2, isVariableBitRate: true)
        var generator = SeededGenerator(state: 3)
        var damagedCount = 0
        for _ in 0..<30 {
            var bytes = good
            for _ in 0..<300 {
                bytes[Int.random(in: 1500..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            let source = try MP3FileSource(path: folder.file(bytes))
            let decoded = try Fixture.readAll(source)
            damagedCount += source.damagedFrameCount
            #expect(decoded.channels.allSatisfy { $0.allSatisfy { abs($0) <= 8 } })
        }
        #expect(damagedCount > 30)
    }

    @Test func `a false count in the header neither lengthens nor cuts the audio`() throws {
        let folder = try TemporaryFolder()
        let bytes = try Fixture.mp3Bytes()
        let whole = try Fixture.readAll(MP3FileSource(path: folder.file(bytes))).frameCount
        let name = try #require((0..<300).first { bytes[$0...].starts(with: Array("Info".utf8)) })
        for count: [UInt8] in [[0, 0, 0, 3], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0]] {
            var lying = bytes
            lying.replaceSubrange(name + 8..<name + 12, with: count)
            let decoded = try Fixture.readAll(MP3FileSource(path: folder.file(lying))).frameCount
            #expect(abs(decoded - whole) <= 3 * 1152)
        }
    }

    @Test func `a stream whose format changes midway keeps its first format`() throws {
        let folder = try TemporaryFolder()
        func part(_ rate: Int, _ channelCount: Int) throws -> [UInt8] {
            let audio = Fixture.sweep(sampleRateHz: rate, channelCount: channelCount, frameCount: rate)
            return try Fixture.bytes(of: Fixture.mp3(audio, in: folder))
        }
        let parts = [try part(44_100, 2), try part(22_050, 1), try part(48_000, 2), try part(44_100, 1)]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0], [2, 3], [0, 2, 0, 2]] {
            let source = try MP3FileSource(path: folder.file(order.flatMap { parts[$0] }))
            let decoded = try Fixture.readAll(source)
            let seconds = Double(decoded.frameCount) / Double(source.sampleRateHz)
            #expect(abs(seconds - Double(order.count)) < 0.25 * Double(order.count))
            #expect(decoded.channels.allSatisfy { $0.allSatisfy(\.isFinite) })
        }
    }

    @Test func `reading past the longest duration allowed is an error`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(Fixture.mp3Bytes(seconds: 3))
        let source = try MP3FileSource(path: path, limits: .init(maximumDurationSeconds: 2))
        #expect(throws: AudioFileError.tooLong(maximumSeconds: 2)) { try Fixture.readAll(source) }
        let exact = try MP3FileSource(path: path, limits: .init(maximumDurationSeconds: 3))
        #expect(try Fixture.readAll(exact).frameCount == 132_300)
    }

    @Test func `files that are no music are refused with a sentence`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: AudioFileError.cannotOpen(.noSuchFileOrDirectory)) {
            try MP3FileSource(path: folder.newPath())
        }
        #expect(throws: AudioFileError.notARegularFile) { try MP3FileSource(path: folder.path) }
        let pipe = folder.newPath()
        #expect(unsafe mkfifo(pipe.string, 0o600) == 0)
        #expect(throws: AudioFileError.notARegularFile) { try MP3FileSource(path: pipe) }
        #expect(throws: AudioFileError.notAudio("This is not MP3 audio: it looks like plain text.")) {
            try MP3FileSource(path: folder.file(Array("Buy milk.\n".utf8)))
        }
    }
}
