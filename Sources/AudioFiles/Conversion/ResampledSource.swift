public import DSP

/// Another source's audio at another sampling rate.
public final class ResampledSource: AudioSource {
    private let source: any AudioSource
    private var resampler: Resampler
    private var pending: AudioBuffer
    private var pendingStart = 0
    private var isFinished = false

    /// Converts `source` to `sampleRateHz`.
    public init(_ source: any AudioSource, sampleRateHz: Int) {
        self.source = source
        resampler = Resampler(
            inputRateHz: source.sampleRateHz, outputRateHz: sampleRateHz, channelCount: source.channelCount)
        pending = AudioBuffer(sampleRateHz: sampleRateHz, channelCount: source.channelCount, frameCount: 0)
    }

    /// Sampling rate in hertz after the conversion.
    public var sampleRateHz: Int { resampler.outputRateHz }
    /// Number of channels, as in the source.
    public var channelCount: Int { source.channelCount }
    /// Number of frames after the conversion, where the source knows its own.
    public var frameCount: Int? { source.frameCount.map(resampler.outputFrameCount) }

    /// The next frames at the new rate; empty at the end. Throws what the source throws.
    public func read(maximumFrameCount: Int) throws -> AudioBuffer {
        while pendingStart == pending.frameCount, !isFinished {
            // Reads of one fixed size: what is computed must not depend on how the caller asks.
            let block = try source.read(maximumFrameCount: 16_384)
            isFinished = block.isEmpty
            pending = isFinished ? resampler.finish() : resampler.process(block)
            pendingStart = 0
        }
        let end = min(pending.frameCount, pendingStart + max(1, maximumFrameCount))
        defer { pendingStart = end }
        if pendingStart == 0, end == pending.frameCount { return pending }
        return pending.frames(pendingStart..<end)
    }
}
