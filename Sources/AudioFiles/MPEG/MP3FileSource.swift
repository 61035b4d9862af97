internal import CMpg123
public import DSP
public import SystemPackage

/// An MP3 file (also MPEG Layer I or II) as audio, with the encoder's delay and padding removed.
///
/// The first frame's rate and channel count hold to the end: what changes midway is converted. Damaged stretches are
/// skipped and counted. One value serves one thread at a time.
@safe public final class MP3FileSource: AudioSource {
    /// Sampling rate in hertz: the first frame's.
    public let sampleRateHz: Int
    /// 1 or 2: the first frame's.
    public let channelCount: Int
    /// Never known before the end, since the counts in MP3 headers are not to be trusted.
    public var frameCount: Int? { nil }
    /// What the look at the file's frames and tags told.
    public let audio: MPEGAudioFile
    /// Number of damaged stretches skipped and of frames refused or silenced so far; a stretch is one or more frames.
    public private(set) var damagedFrameCount = 0

    private let decoder: MP3Decoder
    private let limits: AudioFile.Limits
    private var pending: AudioBuffer
    private var converter: Resampler?
    private var readCount = 0
    private var isFinished = false

    /// Opens the file at a path.
    public convenience init(path: FilePath, limits: AudioFile.Limits = .init()) throws(AudioFileError) {
        try self.init(OpenFile(path: path), limits: limits)
    }

    /// Opens a descriptor, which is duplicated; its offset is neither used nor moved.
    public convenience init(
        descriptor: FileDescriptor, limits: AudioFile.Limits = .init()
    ) throws(AudioFileError) {
        try self.init(OpenFile(duplicating: descriptor), limits: limits)
    }

    private convenience init(_ file: OpenFile, limits: AudioFile.Limits) throws(AudioFileError) {
        let inspection = try MPEGAudioInspection(of: file)
        guard case .mpegAudio(let audio) = inspection else { throw .notAudio(inspection.description) }
        try self.init(file, audio: audio, limits: limits)
    }

    init(_ file: OpenFile, audio: MPEGAudioFile, limits: AudioFile.Limits) throws(AudioFileError) {
        (self.audio, self.limits) = (audio, limits)
        decoder = try MP3Decoder(FrameReader(file, range: audio.decodableRange))
        let first = try decoder.next()
        guard let first else { throw .notAudio("This is not music: no frame of the file can be decoded.") }
        (sampleRateHz, channelCount) = (first.sampleRateHz, first.channelCount)
        pending = first
        try limits.check(sampleRateHz: sampleRateHz, channelCount: channelCount)
    }

    /// The next frames; empty at the end. Throws where the file cannot be read on.
    public func read(maximumFrameCount: Int) throws(AudioFileError) -> AudioBuffer {
        let wanted = max(1, maximumFrameCount)
        while pending.frameCount < wanted, !isFinished {
            if let block = try decoder.next() {
                pending.append(converted(block))
            } else {
                if var converter { pending.append(converter.finish()) }
                isFinished = true
            }
        }
        damagedFrameCount = decoder.damagedStretchCount + decoder.damagedFrameCount
        let block = pending.frameCount <= wanted ? pending : pending.frames(0..<wanted)
        pending = pending.frames(block.frameCount..<pending.frameCount)
        readCount += block.frameCount
        try limits.check(frameCount: readCount, sampleRateHz: sampleRateHz)
        return block
    }

    /// A decoded frame in the format of the file's first.
    private func converted(_ block: AudioBuffer) -> AudioBuffer {
        var channels = block.channels
        if channels.count == 1, channelCount == 2 { channels.append(channels[0]) }
        if channels.count == 2, channelCount == 1 { channels = [block.mono] }
        let block = AudioBuffer(sampleRateHz: block.sampleRateHz, channels: channels)
        var result = AudioBuffer(sampleRateHz: sampleRateHz, channelCount: channelCount, frameCount: 0)
        if converter?.inputRateHz != block.sampleRateHz {
            if var ended = converter { result.append(ended.finish()) }
            converter = nil
        }
        if block.sampleRateHz == sampleRateHz {
            result.append(block)
            return result
        }
        if converter == nil {
            converter = Resampler(
                inputRateHz: block.sampleRateHz, outputRateHz: sampleRateHz, channelCount: channelCount)
        }
        if let more = converter?.process(block) { result.append(more) }
        return result
    }
}
