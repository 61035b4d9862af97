internal import Tensors

/// A part of the network, how long it takes on a segment, and how much arithmetic it is.
public struct NetworkBlock: Sendable {
    /// What it is called.
    public let name: String
    /// Shortest time of several runs in seconds, on one thread.
    public let seconds: Double
    /// Floating-point operations of its products and convolutions, as they are computed.
    public let operationCount: Double
    /// The same as a direct computation would need.
    public let directOperationCount: Double
}

/// Notes how long the parts of a network take.
final class BlockClock {
    private(set) var seconds: [String: Double] = [:]
    private var last = ContinuousClock.now

    /// The time since the last call went into the part of this name.
    func note(_ name: String) {
        let now = ContinuousClock.now
        seconds[name, default: 0] += last.duration(to: now) / .seconds(1)
        last = now
    }

    /// The time since the last call is nobody's.
    func restart() { last = .now }
}

extension HTDemucsSeparator {
    /// Times the first network's parts on a segment of noise.
    public func measureBlocks(runs: Int) -> [NetworkBlock] {
        let network = networks[0]
        let configuration = network.configuration
        let mix = Tensor(
            (0..<(2 * configuration.segmentLength)).map { Float(($0 &* 7919) % 1009) / 1009 - 0.5 },
            shape: Shape(2, configuration.segmentLength))
        let output = Tensor(zeros: Shape(configuration.sources.count, 2, configuration.segmentLength))
        let (workspace, spectrogram) = (
            Workspace(blockCount: 1 << 26), SegmentSpectrogram(frameLength: configuration.frameLength)
        )
        var best: [String: Double] = [:]
        for _ in 0...runs {
            let clock = BlockClock()
            network.separate(
                mix, needed: Array(stems.indices), into: output, spectrogram: spectrogram, in: workspace, clock: clock)
            best.merge(clock.seconds) { min($0, $1) }
        }
        let counts = configuration.operationCounts
        return ["encoders", "transformer", "decoders", "transforms"].map { name in
            NetworkBlock(
                name: name, seconds: best[name] ?? 0, operationCount: counts[name]?.computed ?? 0,
                directOperationCount: counts[name]?.direct ?? 0)
        }
    }
}

extension HTDemucsConfiguration {
    /// Operations of the products of a segment, by part.
    var operationCounts: [String: (computed: Double, direct: Double)] {
        var (encoders, decoders, saved) = (0.0, 0.0, 0.0)
        for index in depthRange {
            let (channels, frames) = (Double(channels(afterLayer: index)), Double(frameCount))
            let below = Double(index == 0 ? audioChannels : self.channels(afterLayer: index - 1))
            let outputs = Double(index == 0 ? audioChannels * sources.count : self.channels(afterLayer: index - 1))
            let points = Double(bins(afterLayer: index)) * frames
            let samples = Double(samples(afterLayer: index))
            let hidden = (channels / residualCompression).rounded(.down)
            let residual = Double(residualDepth) * 2 * hidden * channels * (3 + 2)
            for (count, parts) in [(points, index == 0 ? 2.0 : 1.0), (samples, 1.0)] {
                encoders += count * 2 * channels * below * parts * Double(kernelLength)
                encoders += count * (2 * 2 * channels * channels + (encoderHasResidual ? residual : 0))
                decoders += count * 2 * channels * outputs * parts * Double(kernelLength)
                decoders += count * (decoderHasResidual ? residual : 0)
            }
            decoders += 2 * 2 * channels * channels * (9 * points + 3 * samples)
            // Six products for four outputs of three taps.
            saved += 2 * 2 * channels * channels * 9 * points / 2
        }
        let width = Double(transformerChannels)
        let (tokens, timeTokens) = (
            Double(frameCount * bins(afterLayer: depth - 1)), Double(samples(afterLayer: depth - 1))
        )
        var transformer =
            bottomChannels > 0
            ? 2 * 2 * width * Double(channels(afterLayer: depth - 1)) * (tokens + timeTokens) : 0
        for index in 0..<transformerLayers {
            let isCross = (index % 2 == 1) != crossesFirst
            transformer += 2 * (tokens + timeTokens) * width * width * (4 + 2 * hiddenScale)
            transformer += 4 * width * (isCross ? 2 * tokens * timeTokens : tokens * tokens + timeTokens * timeTokens)
        }
        return [
            "encoders": (encoders, encoders), "decoders": (decoders - saved, decoders),
            "transformer": (transformer, transformer),
        ]
    }
}
