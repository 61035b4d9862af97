public import DSP

/// Another source's audio as two channels.
///
/// Mono becomes two equal channels; stereo passes through; three to six channels are mixed down by the weights of
/// ITU-R BS.775 (centre and surrounds at -3 dB, the low-frequency channel left out), scaled so that no sum can exceed
/// full scale; where there are more, even channels go left and odd ones right.
public final class StereoSource: AudioSource {
    private let source: any AudioSource
    private let weights: [(left: Float, right: Float)]

    /// Converts `source` to stereo.
    public init(_ source: any AudioSource) {
        self.source = source
        weights = Self.weights(channelCount: source.channelCount)
    }

    /// Sampling rate in hertz, as in the source.
    public var sampleRateHz: Int { source.sampleRateHz }
    /// Always 2.
    public var channelCount: Int { 2 }
    /// Number of frames, where the source knows it.
    public var frameCount: Int? { source.frameCount }

    /// The next frames as stereo; empty at the end. Throws what the source throws.
    public func read(maximumFrameCount: Int) throws -> AudioBuffer {
        let block = try source.read(maximumFrameCount: maximumFrameCount)
        if block.channelCount == 2 { return block }
        if block.channelCount == 1 {
            return AudioBuffer(sampleRateHz: sampleRateHz, channels: [block.channels[0], block.channels[0]])
        }
        var left = [Float](repeating: 0, count: block.frameCount)
        var right = left
        for (channel, weight) in zip(block.channels, weights) {
            Self.add(channel, times: weight.left, to: &left)
            Self.add(channel, times: weight.right, to: &right)
        }
        return AudioBuffer(sampleRateHz: sampleRateHz, channels: [left, right])
    }

    private static func add(_ channel: [Float], times weight: Float, to sum: inout [Float]) {
        if weight == 0 { return }
        for i in sum.indices { sum[i] += weight * channel[i] }
    }

    /// Channel orders are those of WAVE files: L R C LFE Ls Rs, and the usual subsets.
    private static func weights(channelCount: Int) -> [(left: Float, right: Float)] {
        let down = Float(0.5).squareRoot()
        let left: (left: Float, right: Float) = (1, 0)
        let right: (left: Float, right: Float) = (0, 1)
        let surroundLeft = (left: down, right: Float(0))
        let surroundRight = (left: Float(0), right: down)
        let centre = (left: down, right: down)
        let unscaled =
            switch channelCount {
            case 3: [left, right, centre]
            case 4: [left, right, surroundLeft, surroundRight]
            case 5: [left, right, centre, surroundLeft, surroundRight]
            case 6: [left, right, centre, (0, 0), surroundLeft, surroundRight]
            default: (0..<channelCount).map { $0.isMultiple(of: 2) ? left : right }
            }
        let sum = max(unscaled.reduce(0) { $0 + $1.left }, unscaled.reduce(0) { $0 + $1.right })
        return unscaled.map { ($0.left / sum, $0.right / sum) }
    }
}
