internal import AudioFiles
internal import DSP
internal import Separation
internal import SystemPackage
internal import Tracks

/// Separates the song into four sound files.
struct SeparateStage {
    let separator: any Separator
    let format: SampleFormat
    let threadCount: Int
    let limits: AudioFile.Limits

    /// Reads `input` and writes one file per stem into `directory`.
    func run(
        _ input: FilePath, frameCount: Int, into directory: FilePath, progress: (Double) throws -> Void
    ) throws -> SeparatedSong {
        try Failpoint.pass(.stageSeparate)
        var files: [Stem: String] = [:]
        var sinks: [Stem: SoundFileSink] = [:]
        for stem in Stem.allCases {
            let name = "\(stem.rawValue).\(format.fileExtension)"
            files[stem] = name
            sinks[stem] = try SoundFileSink(
                path: directory.appending(name), sampleRateHz: separator.sampleRateHz, channelCount: 2, format: format,
                expectedFrameCount: frameCount)
        }
        let metering = StemMetering(sampleRateHz: separator.sampleRateHz)
        let source = metering.tap(
            KnownLengthSource(try AudioFile.openForProcessing(path: input, limits: limits), frameCount: frameCount))
        var metered: [Stem: any AudioSink] = [:]
        for (stem, sink) in sinks { metered[stem] = metering.tap(sink, stem: stem) }
        try separator.separate(source, into: metered, threadCount: threadCount, progress: progress)
        var clipped = 0
        for sink in sinks.values {
            try sink.close()
            clipped += sink.clippedSampleCount
            guard sink.frameCount == frameCount else {
                throw StageFailure(
                    .permanent, "A stem has \(sink.frameCount) frames where the mix has \(frameCount).",
                    whatToDo: "Report this with the file.")
            }
        }
        return SeparatedSong(
            tool: separator.tool, files: files, levels: metering.levels, residualDBFS: metering.residualDBFS,
            clippedSampleCount: clipped, frameCount: frameCount)
    }
}

/// A source whose length was counted beforehand.
private final class KnownLengthSource: AudioSource {
    private let source: any AudioSource
    let frameCount: Int?

    init(_ source: any AudioSource, frameCount: Int) {
        self.source = source
        self.frameCount = frameCount
    }

    var sampleRateHz: Int { source.sampleRateHz }
    var channelCount: Int { source.channelCount }
    func read(maximumFrameCount: Int) throws -> AudioBuffer { try source.read(maximumFrameCount: maximumFrameCount) }
}
