import AudioFiles
import DSP
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

/// Where the `lame` program is, if anywhere.
private let lame = ["/usr/bin/lame", "/usr/local/bin/lame"].first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite(.enabled(if: lame != nil)) struct LameTests {
    private func run(_ program: String, _ arguments: [String]) -> Int32 {
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        unsafe words.append(nil)
        var process = pid_t()
        guard unsafe posix_spawn(&process, program, nil, nil, words, environ) == 0 else { return -1 }
        var status: Int32 = 0
        return unsafe waitpid(process, &status, 0) == process ? status : -1
    }

    @Test(arguments: [
        ["-b", "128"], ["-b", "320"], ["-V2"], ["-V5"], ["--abr", "160"], ["-m", "m", "-b", "64"],
        ["--freeformat", "-b", "400"],
    ])
    func `what lame encodes comes back sample for sample in place`(options: [String]) throws {
        let folder = try TemporaryFolder()
        for (rate, frameCount) in [(44_100, 100_003), (48_000, 96_000), (22_050, 50_001)] {
            if rate < 32_000, options.contains("--freeformat") { continue }
            let audio = Fixture.sweep(sampleRateHz: rate, channelCount: 2, frameCount: frameCount)
            let (wav, mp3) = (folder.newPath(), folder.newPath())
            let sink = try SoundFileSink(
                path: wav, sampleRateHz: rate, channelCount: 2, format: .wav16, expectedFrameCount: frameCount)
            try sink.write(audio)
            try sink.close()
            let own = ["--quiet", "--resample", "\(Double(rate) / 1000)"]
            #expect(run(try #require(lame), own + options + [wav.string, mp3.string]) == 0)
            let decoded = try Fixture.readAll(AudioFile.open(path: mp3))
            #expect(decoded.sampleRateHz == rate)
            #expect(decoded.frameCount == frameCount)
            let reference = decoded.channelCount == 1 ? audio.mono : audio.channels[0]
            let inPlace = Fixture.signalToErrorDecibels(reference, decoded.channels[0])
            #expect(inPlace > 15)
            for shift in [-2, -1, 1, 2] {
                #expect(inPlace > Fixture.signalToErrorDecibels(reference, decoded.channels[0], shift: shift) + 3)
            }
            guard case .mpegAudio(let found) = try MPEGAudioInspection(ofFileAt: mp3) else {
                Issue.record("not recognised")
                return
            }
            #expect(found.completeness == .complete)
            #expect(abs(found.estimatedDurationSeconds - Double(frameCount) / Double(rate)) < 0.15)
        }
    }
}
