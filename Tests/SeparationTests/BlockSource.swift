import DSP

/// A source that gives blocks of at most a certain length.
final class BlockSource: AudioSource {
    private let buffer: AudioBuffer
    private let blockLength: Int
    private var position = 0
    let frameCount: Int?

    init(_ buffer: AudioBuffer, blockLength: Int, tellsLength: Bool = true) {
        self.buffer = buffer
        self.blockLength = blockLength
        frameCount = tellsLength ? buffer.frameCount : nil
    }

    var sampleRateHz: Int { buffer.sampleRateHz }
    var channelCount: Int { buffer.channelCount }

    func read(maximumFrameCount: Int) -> AudioBuffer {
        let end = min(buffer.frameCount, position + min(maximumFrameCount, blockLength))
        defer { position = end }
        return buffer.frames(position..<end)
    }
}
