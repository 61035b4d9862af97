/// A block of planar audio: one array of samples per channel, all of one length, nominally in -1...1.
public struct AudioBuffer: Sendable, Equatable {
    /// Sampling rate in hertz.
    public let sampleRateHz: Int
    /// Samples by channel: `channels[channel][frame]`.
    public var channels: [[Float]]

    /// Wraps samples that are already planar; every channel must have the same length.
    public init(sampleRateHz: Int, channels: [[Float]]) {
        precondition(Set(channels.map(\.count)).count <= 1, "channels of different lengths")
        self.sampleRateHz = sampleRateHz
        self.channels = channels
    }

    /// Silence of a given length.
    public init(sampleRateHz: Int, channelCount: Int, frameCount: Int) {
        self.init(
            sampleRateHz: sampleRateHz,
            channels: Array(repeating: Array(repeating: 0, count: frameCount), count: channelCount))
    }

    /// Number of frames (samples per channel).
    public var frameCount: Int { channels.first?.count ?? 0 }
    /// Number of channels.
    public var channelCount: Int { channels.count }
    /// Length in seconds.
    public var durationSeconds: Double { Double(frameCount) / Double(sampleRateHz) }
    /// Whether there are no frames; an `AudioSource` that returns this is at its end.
    public var isEmpty: Bool { frameCount == 0 }

    /// The mean of the channels.
    public var mono: [Float] {
        guard channelCount > 1 else { return channels.first ?? [] }
        var sum = channels[0]
        for channel in channels.dropFirst() {
            for i in sum.indices { sum[i] += channel[i] }
        }
        let scale = 1 / Float(channelCount)
        for i in sum.indices { sum[i] *= scale }
        return sum
    }

    /// The frames of `range`, copied.
    public func frames(_ range: Range<Int>) -> AudioBuffer {
        AudioBuffer(sampleRateHz: sampleRateHz, channels: channels.map { Array($0[range]) })
    }

    /// Appends another block of the same rate and channel count.
    public mutating func append(_ other: AudioBuffer) {
        precondition(
            other.sampleRateHz == sampleRateHz && other.channelCount == channelCount, "blocks do not fit together")
        for channel in channels.indices { channels[channel] += other.channels[channel] }
    }
}
