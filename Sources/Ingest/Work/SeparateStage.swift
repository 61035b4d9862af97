internal import AudioFiles
internal import DSP
internal import Separation
internal import SystemPackage
internal import Tracks

/// Separates the song into one sound file per stem.
struct SeparateStage {
    let separator: any Separator
    let format: SampleFormat
    let threadCount: Int
    let limits: AudioFile.Limits

    /// Reads `input`, of which the decode stage has told length and level, and writes one file per stem into `directory`.
    func run(
        _ input: FilePath, _ song: DecodedSong, into directory: FilePath, progress: (Double) throws -> Void
    ) throws -> SeparatedSong {
        try Failpoint.pass(.stageSeparate)
        var files: [Stem: String] = [:]
        var sinks: [Stem: SoundFileSink] = [:]
        for stem in separator.stems {
            let name = "\(stem.rawValue).\(format.fileExtension)"
            files[stem] = name
            sinks[stem] = try SoundFileSink(
                path: directory.appending(name), sampleRateHz: separator.sampleRateHz, channelCount: 2, format: format,
                expectedFrameCount: song.frameCount)
        }
        let metering = StemMetering(stems: separator.stems, sampleRateHz: separator.sampleRateHz)
        let source = metering.tap(
            MeasuredSource(try AudioFile.openForProcessing(path: input, limits: limits), song))
        var metered: [Stem: any AudioSink] = [:]
        for (stem, sink) in sinks { metered[stem] = metering.tap(sink, stem: stem) }
        try separator.separate(source, into: metered, threadCount: threadCount, progress: progress)
        var clipped = 0
        for sink in sinks.values {
            try sink.close()
            clipped += sink.clippedSampleCount
            guard sink.frameCount == song.frameCount else {
                throw StageFailure(
                    .permanent, "A stem has \(sink.frameCount) frames where the mix has \(song.frameCount).",
                    whatToDo: "Report this with the file.")
            }
        }
        return SeparatedSong(
            tool: separator.tool, files: files, levels: metering.levels, residualDBFS: metering.residualDBFS,
            clippedSampleCount: clipped, frameCount: song.frameCount)
    }
}

/// A source whose length and level were measured beforehand.
private final class MeasuredSource: AudioSource {
    private let source: any AudioSource
    let frameCount: Int?
    let level: SignalLevel?

    init(_ source: any AudioSource, _ song: DecodedSong) {
        self.source = source
        frameCount = song.frameCount
        level = song.level
    }

    var sampleRateHz: Int { source.sampleRateHz }
    var channelCount: Int { source.channelCount }
    func read(maximumFrameCount: Int) throws -> AudioBuffer { try source.read(maximumFrameCount: maximumFrameCount) }
}
