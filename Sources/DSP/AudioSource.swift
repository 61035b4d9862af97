/// Audio that is read in order, block by block, so that memory does not grow with duration.
public protocol AudioSource: AnyObject {
    /// Sampling rate in hertz.
    var sampleRateHz: Int { get }
    /// Number of channels of every block.
    var channelCount: Int { get }
    /// Total number of frames where it is known beforehand.
    var frameCount: Int? { get }
    /// Level of the whole where it is known beforehand.
    var level: SignalLevel? { get }
    /// The next at most `maximumFrameCount` frames; an empty block means the end.
    func read(maximumFrameCount: Int) throws -> AudioBuffer
}

extension AudioSource {
    /// Not known, unless a source says otherwise.
    public var level: SignalLevel? { nil }
}

/// A place that takes audio in order, block by block.
public protocol AudioSink: AnyObject {
    /// Appends a block.
    func write(_ block: AudioBuffer) throws
}

/// A source over a buffer in memory: tests, short signals.
public final class BufferSource: AudioSource {
    private let buffer: AudioBuffer
    private var position = 0

    /// Reads `buffer` from its first frame.
    public init(_ buffer: AudioBuffer) { self.buffer = buffer }

    /// Sampling rate in hertz.
    public var sampleRateHz: Int { buffer.sampleRateHz }
    /// Number of channels.
    public var channelCount: Int { buffer.channelCount }
    /// Number of frames of the whole.
    public var frameCount: Int? { buffer.frameCount }

    /// Level of the whole.
    public var level: SignalLevel? {
        var meter = SignalLevelMeter()
        meter.add(buffer)
        return meter.level
    }

    /// The next frames; an empty block at the end.
    public func read(maximumFrameCount: Int) -> AudioBuffer {
        let end = min(buffer.frameCount, position + maximumFrameCount)
        defer { position = end }
        return buffer.frames(position..<end)
    }
}

/// A sink that keeps everything in memory: tests, short signals.
public final class BufferSink: AudioSink {
    /// What was written so far; `nil` before the first block.
    public private(set) var buffer: AudioBuffer?

    /// An empty sink.
    public init() {}

    /// Appends a block.
    public func write(_ block: AudioBuffer) {
        if buffer == nil { buffer = block } else { buffer?.append(block) }
    }
}
