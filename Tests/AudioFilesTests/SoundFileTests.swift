import AudioFiles
import DSP
import Glibc
import SystemPackage
import Testing

@Suite struct SoundFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func written(
        _ audio: AudioBuffer, _ format: SampleFormat, expectedFrameCount: Int? = nil, blockFrameCount: Int = 1000
    ) throws -> FilePath {
        let path = folder.newPath()
        let sink = try SoundFileSink(
            path: path, sampleRateHz: audio.sampleRateHz, channelCount: audio.channelCount, format: format,
            expectedFrameCount: expectedFrameCount)
        let source = BufferSource(audio)
        while case let block = source.read(maximumFrameCount: blockFrameCount), !block.isEmpty { try sink.write(block) }
        try sink.close()
        #expect(sink.frameCount == audio.frameCount)
        return path
    }

    @Test(arguments: SampleFormat.allCases, [1, 2, 6])
    func `what is written is read back to the nearest step`(format: SampleFormat, channelCount: Int) throws {
        let audio = Fixture.noise(sampleRateHz: 44_100, channelCount: channelCount, frameCount: 5003)
        let read = try Fixture.readAll(SoundFileSource(path: written(audio, format)), blockFrameCount: 777)
        #expect(read.frameCount == audio.frameCount && read.channelCount == channelCount)
        let step: Float = format == .wav16 ? 1 / 32_768 : format == .wavFloat ? 0 : 1 / 8_388_608
        for (was, became) in zip(audio.channels, read.channels) {
            #expect(zip(was, became).allSatisfy { abs($0 - $1) <= step / 2 })
        }
    }

    @Test(arguments: SampleFormat.allCases)
    func `reading and writing again changes nothing`(format: SampleFormat) throws {
        let audio = Fixture.noise(sampleRateHz: 48_000, channelCount: 2, frameCount: 3000)
        let first = try written(audio, format)
        let again = try written(Fixture.readAll(SoundFileSource(path: first)), format)
        #expect(try Fixture.bytes(of: first) == Fixture.bytes(of: again))
    }

    @Test(arguments: SampleFormat.allCases)
    func `the bytes depend on the audio alone, not on time or blocks`(format: SampleFormat) async throws {
        let audio = Fixture.noise(sampleRateHz: 44_100, channelCount: 2, frameCount: 20_000)
        let first = try Fixture.bytes(of: written(audio, format, expectedFrameCount: 20_000))
        // A time stamp would be of whole seconds.
        try await Task.sleep(for: .milliseconds(1100))
        let second = try Fixture.bytes(of: written(audio, format, expectedFrameCount: 20_000, blockFrameCount: 20_000))
        #expect(first == second)
        #expect(!first.indices.dropLast(4).contains { first[$0...].starts(with: Array("PEAK".utf8)) })
    }

    @Test(arguments: [SampleFormat.wav16, .wav24, .flac])
    func `samples beyond full scale are clipped and counted`(format: SampleFormat) throws {
        let path = folder.newPath()
        let sink = try SoundFileSink(path: path, sampleRateHz: 44_100, channelCount: 1, format: format)
        let samples: [Float] = [0, 1, -1, 1.5, -1.5, .infinity, -.infinity, .nan, 0.999, -0.999]
        try sink.write(AudioBuffer(sampleRateHz: 44_100, channels: [samples]))
        try sink.close()
        #expect(sink.clippedSampleCount == 6)
        let read = try Fixture.readAll(SoundFileSource(path: path)).channels[0]
        let step: Float = format == .wav16 ? 1 / 32_768 : 1 / 8_388_608
        #expect(Array(read[0...7]) == [0, 1 - step, -1, 1 - step, -1, 1 - step, -1, 0])
    }

    @Test func `floats are kept whatever their size`() throws {
        let samples: [Float] = [0, 1e-30, 3.5, -100, 0.1]
        let audio = AudioBuffer(sampleRateHz: 44_100, channels: [samples])
        #expect(try Fixture.readAll(SoundFileSource(path: written(audio, .wavFloat))).channels == [samples])
    }

    @Test func `a file that stays small is plain WAV even where it might have grown large`() throws {
        let audio = Fixture.noise(sampleRateHz: 44_100, channelCount: 2, frameCount: 100)
        for expected in [nil, 100, Int.max] as [Int?] {
            let bytes = try Fixture.bytes(of: written(audio, .wav16, expectedFrameCount: expected))
            #expect(bytes.starts(with: Array("RIFF".utf8)))
        }
    }

    @Test func `nothing is overwritten and errors keep their numbers`() throws {
        let path = try folder.file([1, 2, 3])
        #expect(throws: AudioFileError.alreadyExists) {
            try SoundFileSink(path: path, sampleRateHz: 44_100, channelCount: 2, format: .wav16)
        }
        #expect(try Fixture.bytes(of: path) == [1, 2, 3])
        #expect(throws: AudioFileError.cannotOpen(.noSuchFileOrDirectory)) {
            try SoundFileSink(
                path: folder.path.appending("none/x.wav"), sampleRateHz: 44_100, channelCount: 2, format: .wav16)
        }
    }

    @Test func `a block of another format and a block after the end are refused`() throws {
        let sink = try SoundFileSink(path: folder.newPath(), sampleRateHz: 44_100, channelCount: 2, format: .flac)
        #expect(throws: AudioFileError.self) {
            try sink.write(Fixture.noise(sampleRateHz: 44_100, channelCount: 1, frameCount: 10))
        }
        #expect(throws: AudioFileError.self) {
            try sink.write(Fixture.noise(sampleRateHz: 48_000, channelCount: 2, frameCount: 10))
        }
        try sink.write(Fixture.noise(sampleRateHz: 44_100, channelCount: 2, frameCount: 10))
        try sink.close()
        try sink.close()
        #expect(throws: AudioFileError.self) {
            try sink.write(Fixture.noise(sampleRateHz: 44_100, channelCount: 2, frameCount: 10))
        }
    }

    @Test(arguments: SampleFormat.allCases)
    func `a file cut short gives what is there or an error`(format: SampleFormat) throws {
        let audio = Fixture.noise(sampleRateHz: 44_100, channelCount: 2, frameCount: 4000)
        let bytes = try Fixture.bytes(of: written(audio, format))
        for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            do {
                let read = try Fixture.readAll(AudioFile.open(path: folder.file(Array(bytes[..<count]))))
                #expect(read.frameCount <= 4000)
            } catch is AudioFileError {}
        }
    }

    @Test func `the limits hold for sound files too`() throws {
        let audio = Fixture.noise(sampleRateHz: 44_100, channelCount: 6, frameCount: 44_100)
        let path = try written(audio, .wav16)
        #expect(throws: AudioFileError.channelCount(6, maximum: 2)) {
            try AudioFile.open(path: path, limits: .init(maximumChannelCount: 2))
        }
        #expect(throws: AudioFileError.sampleRate(44_100, minimumHz: 48_000, maximumHz: 96_000)) {
            try AudioFile.open(path: path, limits: .init(sampleRatesHz: 48_000...96_000))
        }
        #expect(throws: AudioFileError.tooLong(maximumSeconds: 0.5)) {
            try Fixture.readAll(AudioFile.open(path: path, limits: .init(maximumDurationSeconds: 0.5)))
        }
    }
}
