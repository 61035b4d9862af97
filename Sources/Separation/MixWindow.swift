internal import DSP

/// The part of a stereo mix that segments still need, read from its source as they ask for it.
struct MixWindow {
    /// A source without a known end must not be asked for more than this at a time.
    private static let blockLength = 16_384

    /// 120 dB above full scale.
    private static let loudest: Float = 1e6

    private let source: any AudioSource
    private var left: [Float] = []
    private var right: [Float] = []
    /// Position in the song of the first frame that is kept.
    private var start = 0
    /// Whether the source has ended.
    private(set) var isAtEnd = false

    init(of source: any AudioSource) { self.source = source }

    /// Frames read so far; the song's length once `isAtEnd`.
    var available: Int { start + left.count }

    /// Reads until `frameCount` frames of the song are available or it ends.
    mutating func read(upTo frameCount: Int) throws {
        while !isAtEnd, available < frameCount {
            let block = try source.read(maximumFrameCount: min(Self.blockLength, frameCount - available))
            if block.isEmpty { isAtEnd = true; return }
            guard block.channelCount == 2 else { throw SeparationError.wrongChannelCount(block.channelCount) }
            left += Self.sanitised(block.channels[0])
            right += Self.sanitised(block.channels[1])
        }
    }

    /// Not-a-numbers, infinities and values whose squares would overflow are no audio.
    private static func sanitised(_ samples: [Float]) -> [Float] { samples.map { abs($0) <= loudest ? $0 : 0 } }

    /// Whether the song goes on after `frameCount` frames; they must have been asked for.
    mutating func continues(after frameCount: Int) throws -> Bool {
        try read(upTo: frameCount + 1)
        return available > frameCount
    }

    /// Frames of the song, by their position in it.
    func frames(_ range: Range<Int>, sampleRateHz: Int) -> AudioBuffer {
        let range = (range.lowerBound - start)..<(range.upperBound - start)
        return AudioBuffer(sampleRateHz: sampleRateHz, channels: [Array(left[range]), Array(right[range])])
    }

    /// Lets go of the frames before `position`.
    mutating func discard(before position: Int) {
        let count = min(left.count, position - start)
        guard count > 0 else { return }
        left.removeFirst(count)
        right.removeFirst(count)
        start += count
    }
}
