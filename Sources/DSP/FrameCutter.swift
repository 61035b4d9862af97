/// Cuts a stream of samples into overlapping frames whose centres lie on multiples of the hop, however the stream is
/// chopped into blocks: frame `k` is centred on sample `k * hopLength`, with silence before the beginning and after
/// the end.
public struct FrameCutter: Sendable {
    /// Samples of a frame.
    public let length: Int
    /// Samples from one frame's centre to the next.
    public let hopLength: Int
    private var pending: [Float]
    private var sampleCount = 0
    private var frameCount = 0

    /// A cutter for frames of an even `length`.
    public init(length: Int, hopLength: Int) {
        precondition(length > 0 && length % 2 == 0 && hopLength > 0)
        self.length = length
        self.hopLength = hopLength
        pending = Array(repeating: 0, count: length / 2)
    }

    /// Takes the next samples and hands every frame that they complete to `body`, in order.
    public mutating func append(_ samples: Span<Float>, body: (Span<Float>) -> Void) {
        sampleCount += samples.count
        pending.reserveCapacity(pending.count + samples.count)
        for i in samples.indices { pending.append(samples[i]) }
        emit(body)
    }

    /// Hands over the frames that reach beyond the end: there is a frame for every centre inside the stream.
    public mutating func finish(body: (Span<Float>) -> Void) {
        let total = (sampleCount + hopLength - 1) / hopLength
        let missing = (total - frameCount - 1) * hopLength + length - pending.count
        guard total > frameCount else { return }
        if missing > 0 { pending += Array(repeating: 0, count: missing) }
        emit(body, upTo: total)
    }

    private mutating func emit(_ body: (Span<Float>) -> Void, upTo limit: Int = .max) {
        var start = 0
        let signal = pending
        let span = signal.span
        while start + length <= signal.count, frameCount < limit {
            body(span.extracting(start..<start + length))
            start += hopLength
            frameCount += 1
        }
        pending.removeFirst(min(start, pending.count))
    }
}
