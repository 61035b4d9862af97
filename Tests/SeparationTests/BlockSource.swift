import DSP

/// A source that never gives more than so many frames at a time.
final class BlockSource: AudioSource {
    private let source: BufferSource
    private let blockLength: Int

    init(_ buffer: AudioBuffer, blockLength: Int) {
        source = BufferSource(buffer)
        self.blockLength = blockLength
    }

    var sampleRateHz: Int { source.sampleRateHz }
    var channelCount: Int { source.channelCount }
    var frameCount: Int? { nil }

    func read(maximumFrameCount: Int) -> AudioBuffer {
        source.read(maximumFrameCount: min(maximumFrameCount, blockLength))
    }
}
