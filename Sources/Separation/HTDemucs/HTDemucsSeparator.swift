public import Checkpoints
public import DSP
internal import Tensors
public import Tracks

/// Separates by Hybrid Transformer Demucs (Rouard, Massa, Défossez, 2023): one network, or a bag of several whose
/// outputs are averaged.
public struct HTDemucsSeparator: Separator {
    /// What produced the stems.
    public let tool: ToolDescription
    /// The networks' outputs, in their order.
    public let stems: [Stem]
    let networks: [HTDemucsNetwork]
    /// By network, then by source.
    let modelWeights: [[Float]]
    let options: HTDemucsOptions

    /// - Parameters:
    ///   - checkpoints: one per network, each as the `demucs` package publishes it.
    ///   - modelWeights: by network, the weight of each of its sources; `nil`: all the same.
    ///   - tool: what the results are said to come from.
    /// - Throws: `SeparationError.unsuitableWeights` where they do not fit, or the networks do not fit each other.
    public init(
        checkpoints: [Checkpoint], modelWeights: [[Float]]? = nil, options: HTDemucsOptions = HTDemucsOptions(),
        tool: ToolDescription
    ) throws(SeparationError) {
        guard let first = checkpoints.first else { throw .unsuitableWeights("There is no checkpoint.") }
        var networks = [try HTDemucsNetwork(first)]
        for checkpoint in checkpoints.dropFirst() { networks.append(try HTDemucsNetwork(checkpoint)) }
        let configuration = networks[0].configuration
        var stems: [Stem] = []
        for source in configuration.sources {
            guard let stem = Stem(rawValue: source) else {
                throw .unsuitableWeights(
                    "The checkpoint separates \"\(source)\"; the stems that are known are "
                        + Stem.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            }
            stems.append(stem)
        }
        guard
            networks.allSatisfy({
                $0.configuration.sources == configuration.sources
                    && $0.configuration.sampleRateHz == configuration.sampleRateHz
            })
        else { throw .unsuitableWeights("The checkpoints of the bag separate different sources.") }
        let weights =
            modelWeights ?? Array(repeating: Array(repeating: 1, count: stems.count), count: networks.count)
        let fits = weights.count == networks.count && weights.allSatisfy { $0.count == stems.count }
        guard fits,
            stems.indices.allSatisfy({ s in weights.allSatisfy { $0[s] >= 0 } && weights.contains { $0[s] > 0 } })
        else {
            throw .unsuitableWeights(
                "A bag needs a weight of 0 or more for each of its \(networks.count) networks' \(stems.count) sources.")
        }
        guard (0..<1).contains(options.overlap), options.transitionPower >= 1, (0...100).contains(options.shifts),
            options.segmentSeconds.map({ $0 >= 0.1 }) ?? true
        else {
            throw .unsuitableWeights(
                "Overlap must be 0 or more and less than 1, the transition's power 1 or more, shifts 0 to 100 and "
                    + "segments a tenth of a second long or more.")
        }
        self.networks = networks
        self.modelWeights = weights
        self.options = options
        self.stems = stems
        self.tool = tool
    }

    /// Sampling rate of the mix and the stems in hertz.
    public var sampleRateHz: Int { networks[0].configuration.sampleRateHz }

    /// Reads a stereo mix to its end and writes each stem to its sink.
    ///
    /// The networks work on the mix at a level that is normalised over the whole song, so `mix.level` must be known.
    public func separate(
        _ mix: any AudioSource, into sinks: [Stem: any AudioSink], threadCount: Int,
        progress: (Double) throws -> Void
    ) throws {
        guard mix.sampleRateHz == sampleRateHz else {
            throw SeparationError.wrongSampleRate(mix.sampleRateHz, required: sampleRateHz)
        }
        guard mix.channelCount == 2 else { throw SeparationError.wrongChannelCount(mix.channelCount) }
        guard let level = mix.level else { throw SeparationError.unknownLevel }
        var run = HTDemucsRun(self, mix: mix, level: level, sinks: sinks, threadCount: max(1, threadCount))
        try run.finish(progress: progress)
    }
}
