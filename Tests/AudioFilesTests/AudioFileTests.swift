import AudioFiles
import DSP
import SystemPackage
import Testing

@Suite struct AudioFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func wav(_ audio: AudioBuffer) throws -> FilePath {
        let path = folder.newPath()
        let sink = try SoundFileSink(
            path: path, sampleRateHz: audio.sampleRateHz, channelCount: audio.channelCount, format: .wavFloat)
        try sink.write(audio)
        try sink.close()
        return path
    }

    @Test func `stereo of 44,100 Hz passes through bit for bit`() throws {
        let audio = Fixture.noise(sampleRateHz: 44_100, channelCount: 2, frameCount: 30_000)
        #expect(try Fixture.readAll(AudioFile.openForProcessing(path: wav(audio))) == audio)
        let mp3 = try Fixture.mp3(audio, in: folder)
        #expect(
            try Fixture.readAll(AudioFile.openForProcessing(path: mp3)) == Fixture.readAll(MP3FileSource(path: mp3)))
    }

    @Test(arguments: [8000, 22_050, 48_000, 96_000, 192_000], [1, 2, 3, 6])
    func `any rate and channel count becomes 44,100 Hz stereo`(rate: Int, channelCount: Int) throws {
        let tone = AudioBuffer(
            sampleRateHz: rate,
            channels: Array(
                repeating: Fixture.sweep(sampleRateHz: rate, channelCount: 1, frameCount: rate / 2).channels[0],
                count: channelCount))
        let source = try AudioFile.openForProcessing(path: wav(tone))
        #expect(source.sampleRateHz == 44_100 && source.channelCount == 2 && source.frameCount == 22_050)
        let read = try Fixture.readAll(source)
        #expect(read.frameCount == 22_050)
        #expect(read.channels[0] == read.channels[1])
        #expect(read.channels[0].contains { abs($0) > 0.3 })
    }

    @Test func `more than two channels are mixed so that none is lost and nothing clips`() throws {
        for channelCount in 3...8 {
            for loud in 0..<channelCount {
                var audio = AudioBuffer(sampleRateHz: 44_100, channelCount: channelCount, frameCount: 100)
                audio.channels[loud] = [Float](repeating: 1, count: 100)
                let mixed = try Fixture.readAll(StereoSource(BufferSource(audio)))
                let isLowFrequencyChannel = channelCount == 6 && loud == 3
                #expect((mixed.channels[0][50] + mixed.channels[1][50] > 0.2) != isLowFrequencyChannel)
            }
            let full = AudioBuffer(
                sampleRateHz: 44_100, channels: Array(repeating: [Float](repeating: 1, count: 10), count: channelCount))
            #expect(try Fixture.readAll(StereoSource(BufferSource(full))).channels[0][5] <= 1.000_01)
        }
    }

    @Test func `the kind of a file is told by its contents`() throws {
        let audio = Fixture.sweep(sampleRateHz: 44_100, channelCount: 2, frameCount: 10_000)
        #expect(try AudioFile.open(path: wav(audio)) is SoundFileSource)
        #expect(try AudioFile.open(path: Fixture.mp3(audio, in: folder)) is MP3FileSource)
        #expect(throws: AudioFileError.notAudio("This is not MP3 audio: it is PDF.")) {
            try AudioFile.open(path: folder.file(Array("%PDF-1.4".utf8)))
        }
    }
}
