/// The short-time Fourier transform and its inverse by overlap-add, with the square root of a Hann window on either
/// side (Allen & Rabiner, "A Unified Approach to Short-Time Fourier Analysis and Synthesis", 1977).
///
/// The signal counts as surrounded by silence, and its frames reach so far over both of its ends that every sample
/// lies in `frameLength / hopLength` frames: adding the unchanged frames up gives the signal back exactly, first and
/// last samples included. Frames are addressed by number, so a caller decides itself how much it keeps in memory.
///
/// One value serves one thread at a time; make one per thread.
public struct STFT: ~Copyable {
    /// Samples of a frame.
    public let frameLength: Int
    /// Samples from one frame to the next.
    public let hopLength: Int
    /// Bins of a spectrum: `frameLength / 2 + 1`.
    public let binCount: Int

    private var transform: RealFFT
    private let window: [Float]
    private let synthesisWindow: [Float]
    private var frame: [Float]

    /// Plans frames of `frameLength` samples; `hopLength` must divide it at least twice.
    public init(frameLength: Int, hopLength: Int) {
        precondition(hopLength > 0 && frameLength % hopLength == 0 && frameLength >= 2 * hopLength)
        self.frameLength = frameLength
        self.hopLength = hopLength
        transform = RealFFT(length: frameLength)
        binCount = transform.binCount
        window = Window.squareRootHann(frameLength)
        // A periodic Hann window adds up to half the number of frames over each sample.
        let scale = Float(2 * hopLength) / Float(frameLength)
        synthesisWindow = window.map { $0 * scale }
        frame = Array(repeating: 0, count: frameLength)
    }

    /// Number of frames that a signal of `sampleCount` samples has; 0 for an empty one.
    public func frameCount(sampleCount: Int) -> Int {
        sampleCount == 0 ? 0 : (sampleCount - 1) / hopLength + 1 + leadingFrames
    }

    /// Frames that begin before the first sample.
    private var leadingFrames: Int { frameLength / hopLength - 1 }

    /// Position of a frame's first sample in the signal; negative for the frames that begin before it.
    public func firstSample(ofFrame index: Int) -> Int { (index - leadingFrames) * hopLength }

    /// The spectrum (`binCount` values each) of the frame numbered `index` of `signal`.
    public mutating func transformFrame(
        _ index: Int, of signal: Span<Float>, real: inout MutableSpan<Float>, imaginary: inout MutableSpan<Float>
    ) {
        let first = firstSample(ofFrame: index)
        let (lower, upper) = inside(first: first, sampleCount: signal.count)
        let window = window
        let length = frameLength
        var frame = takeFrame()
        var samples = frame.mutableSpan
        for i in 0..<lower { samples[i] = 0 }
        for i in lower..<upper { samples[i] = signal[first + i] * window[i] }
        for i in upper..<length { samples[i] = 0 }
        transform.forward(samples.span, real: &real, imaginary: &imaginary)
        self.frame = frame
    }

    /// Adds the frame numbered `index`, given by its spectrum, to `signal`.
    public mutating func overlapAddFrame(
        _ index: Int, real: Span<Float>, imaginary: Span<Float>, to signal: inout MutableSpan<Float>
    ) {
        let first = firstSample(ofFrame: index)
        let (lower, upper) = inside(first: first, sampleCount: signal.count)
        let window = synthesisWindow
        var frame = takeFrame()
        var samples = frame.mutableSpan
        transform.inverse(real: real, imaginary: imaginary, into: &samples)
        for i in lower..<upper { signal[first + i] += samples[i] * window[i] }
        self.frame = frame
    }

    /// The frame buffer, lent out so that it can be used beside the transform without a copy.
    private mutating func takeFrame() -> [Float] {
        var taken: [Float] = []
        swap(&taken, &frame)
        return taken
    }

    /// The part of a frame that lies on the signal.
    private func inside(first: Int, sampleCount: Int) -> (lower: Int, upper: Int) {
        let lower = min(frameLength, max(0, -first))
        return (lower, max(lower, min(frameLength, sampleCount - first)))
    }
}
