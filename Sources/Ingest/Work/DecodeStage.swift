internal import AudioFiles
internal import DSP
internal import SystemPackage

/// Decodes the whole file once, keeping nothing but what it learns: how long it is and that it can be read.
///
/// The later stages decode again: that costs a thousandth of the playing time, a copy of the samples would cost
/// 20 MB of disk a minute.
struct DecodeStage {
    static let version = "1"

    let limits: AudioFile.Limits
    /// A truncated file must play at least this long.
    let minimumSeconds: Double

    func run(_ input: FilePath, progress: (Double) throws -> Void) throws -> DecodedSong {
        try Failpoint.pass(.stageDecode)
        let original = try AudioFile.open(path: input, limits: limits)
        let (sampleRateHz, channelCount) = (original.sampleRateHz, original.channelCount)
        let expected = original.frameCount
        var frameCount = 0
        var nativeFrameCount = 0
        var peak: Float = 0
        var meter = SignalLevelMeter()
        let source = AudioFile.forProcessing(CountingSource(original) { nativeFrameCount += $0 })
        while true {
            let block = try source.read(maximumFrameCount: 1 << 16)
            if block.isEmpty { break }
            frameCount += block.frameCount
            meter.add(block)
            for channel in block.channels {
                for sample in channel { peak = max(peak, abs(sample)) }
            }
            if let expected, expected > 0 { try progress(min(1, Double(nativeFrameCount) / Double(expected))) }
        }
        guard frameCount > 0 else {
            throw StageFailure(
                .permanent, "No audio could be decoded from the file.",
                whatToDo: "Check that it plays elsewhere; if it does, convert it to MP3 again.")
        }
        let seconds = Double(frameCount) / Double(AudioFile.processingSampleRateHz)
        guard seconds >= minimumSeconds else {
            throw StageFailure(
                .permanent, "The MP3 is truncated and only \((seconds * 10).rounded() / 10) s of it play.",
                whatToDo: "Copy or download the file again and drop it into the inbox.")
        }
        let tags = try? ID3Tags(ofFileAt: input)
        return DecodedSong(
            frameCount: frameCount, durationSeconds: seconds, sampleRateHz: sampleRateHz, channelCount: channelCount,
            peak: peak, level: meter.level, damagedFrameCount: (original as? MP3FileSource)?.damagedFrameCount ?? 0,
            title: tags?.title,
            artist: tags?.artist, album: tags?.album, genre: tags?.genre)
    }
}

/// Counts the frames that pass.
private final class CountingSource: AudioSource {
    private let source: any AudioSource
    private let count: (Int) -> Void

    init(_ source: any AudioSource, count: @escaping (Int) -> Void) {
        self.source = source
        self.count = count
    }

    var sampleRateHz: Int { source.sampleRateHz }
    var channelCount: Int { source.channelCount }
    var frameCount: Int? { source.frameCount }

    func read(maximumFrameCount: Int) throws -> AudioBuffer {
        let block = try source.read(maximumFrameCount: maximumFrameCount)
        count(block.frameCount)
        return block
    }
}
