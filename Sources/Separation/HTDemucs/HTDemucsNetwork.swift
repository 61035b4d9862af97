internal import Checkpoints
internal import NeuralNetwork
internal import Tensors

/// Hybrid Transformer Demucs (Demucs v4): a U-Net over the spectrogram and one over the waveform, joined by a
/// transformer (Rouard, Massa, Défossez, ICASSP 2023, arXiv 2211.08553).
struct HTDemucsNetwork: Sendable {
    let configuration: HTDemucsConfiguration
    private let encoders: [FrequencyEncoderLayer]
    private let decoders: [FrequencyDecoderLayer]
    private let timeEncoders: [TimeEncoderLayer]
    private let timeDecoders: [TimeDecoderLayer]
    private let transformer: CrossTransformer?
    /// Added after the first encoder layer: shape [bins, channels].
    private let embedding: Tensor?

    /// - Throws: `SeparationError.unsuitableWeights`.
    init(_ checkpoint: Checkpoint) throws(SeparationError) {
        let configuration = try HTDemucsConfiguration(checkpoint)
        do throws(WeightsError) {
            try self.init(Weights(checkpoint), configuration: configuration)
        } catch {
            throw .unsuitableWeights("\(error)")
        }
    }

    init(_ weights: Weights, configuration: HTDemucsConfiguration) throws(WeightsError) {
        self.configuration = configuration
        var (encoders, decoders): ([FrequencyEncoderLayer], [FrequencyDecoderLayer]) = ([], [])
        var (timeEncoders, timeDecoders): ([TimeEncoderLayer], [TimeDecoderLayer]) = ([], [])
        let outputs = configuration.sources.count * configuration.audioChannels
        for index in 0..<configuration.depth {
            let channels = configuration.channels(afterLayer: index)
            let below = index == 0 ? configuration.audioChannels : configuration.channels(afterLayer: index - 1)
            // The decoders are numbered from the innermost one, and of the spectrogram, both parts are channels.
            let mirrored = configuration.depth - 1 - index
            encoders.append(
                try FrequencyEncoderLayer(
                    weights["encoder"][index], inputChannels: index == 0 ? 2 * below : below, channels: channels,
                    configuration: configuration))
            timeEncoders.append(
                try TimeEncoderLayer(
                    weights["tencoder"][index], inputChannels: below, channels: channels,
                    configuration: configuration))
            decoders.append(
                try FrequencyDecoderLayer(
                    weights["decoder"][mirrored], channels: channels, outputChannels: index == 0 ? 2 * outputs : below,
                    isLast: index == 0, configuration: configuration))
            timeDecoders.append(
                try TimeDecoderLayer(
                    weights["tdecoder"][mirrored], channels: channels, outputChannels: index == 0 ? outputs : below,
                    isLast: index == 0, configuration: configuration))
        }
        (self.encoders, self.decoders) = (encoders, decoders)
        (self.timeEncoders, self.timeDecoders) = (timeEncoders, timeDecoders)
        transformer =
            configuration.transformerLayers > 0
            ? try CrossTransformer(weights, configuration: configuration) : nil
        if configuration.frequencyEmbeddingWeight > 0 {
            let table = try weights["freq_emb"]["embedding"].tensor(
                "weight", Shape(configuration.bins(afterLayer: 0), configuration.channels))
            table.scale(
                by: Float(configuration.frequencyEmbeddingWeight * configuration.frequencyEmbeddingScale))
            embedding = table
        } else {
            embedding = nil
        }
    }

    /// Separates one segment.
    ///
    /// - Parameters:
    ///   - mix: shape [2, segmentLength].
    ///   - needed: the sources that are wanted, by their position.
    ///   - output: shape [sources, 2, segmentLength]; sources that are not needed are left alone.
    func separate(
        _ mix: Tensor, needed: [Int], into output: Tensor, spectrogram: SegmentSpectrogram, in workspace: Workspace,
        clock: BlockClock? = nil
    ) {
        clock?.restart()
        workspace.scope {
            let frames = configuration.frameCount
            let encoded = configuration.depthRange.map { index in
                workspace.tensor(
                    Shape(configuration.bins(afterLayer: index), configuration.channels(afterLayer: index), frames))
            }
            let encodedTime = configuration.depthRange.map { index in
                workspace.tensor(
                    Shape(configuration.channels(afterLayer: index), configuration.samples(afterLayer: index)))
            }
            let level = workspace.scope {
                encodeSpectrogram(mix, into: encoded, spectrogram: spectrogram, in: workspace, clock: clock)
            }
            let timeLevel = workspace.scope { encodeWaveform(mix, into: encodedTime, in: workspace) }
            clock?.note("encoders")
            let (deepest, deepestTime) = (encoded[encoded.count - 1], encodedTime[encodedTime.count - 1])
            workspace.scope {
                // The decoders take the sum of what the encoders gave and what the transformer made of it.
                let (transformed, transformedTime) = (
                    workspace.tensor(deepest.shape), workspace.tensor(deepestTime.shape)
                )
                transformed.copy(from: deepest)
                transformedTime.copy(from: deepestTime)
                transformer?.apply(spectrogram: transformed, waveform: transformedTime, in: workspace)
                deepest.add(transformed)
                deepestTime.add(transformedTime)
            }
            clock?.note("transformer")
            workspace.scope {
                decodeSpectrogram(
                    encoded, level: level, needed: needed, into: output, spectrogram: spectrogram, in: workspace,
                    clock: clock)
            }
            workspace.scope {
                decodeWaveform(encodedTime, level: timeLevel, needed: needed, onto: output, in: workspace)
            }
            clock?.note("decoders")
        }
    }

    /// Mean and standard deviation that an input was normalised by.
    private struct Level {
        let mean, deviation: Float

        init(normalising tensor: Tensor) {
            var moments = Moments()
            moments.add(tensor)
            mean = Float(moments.mean)
            deviation = Float(moments.sampleVariance.squareRoot())
            let factor = 1 / (1e-5 + deviation)
            tensor.scale(by: factor, shift: -mean * factor)
        }
    }

    private func encodeSpectrogram(
        _ mix: Tensor, into encoded: [Tensor], spectrogram: SegmentSpectrogram, in workspace: Workspace,
        clock: BlockClock?
    ) -> Level {
        let input = workspace.tensor(
            Shape(configuration.binCount, 2 * configuration.audioChannels, configuration.frameCount))
        spectrogram.analyse(mix, into: input, in: workspace)
        let level = Level(normalising: input)
        clock?.note("transforms")
        for (index, encoder) in encoders.enumerated() {
            encoder.apply(
                index == 0 ? input : encoded[index - 1], embedding: index == 0 ? embedding : nil,
                into: encoded[index], in: workspace)
        }
        return level
    }

    private func encodeWaveform(_ mix: Tensor, into encoded: [Tensor], in workspace: Workspace) -> Level {
        let input = workspace.tensor(mix.shape)
        input.copy(from: mix)
        let level = Level(normalising: input)
        for (index, encoder) in timeEncoders.enumerated() {
            encoder.apply(index == 0 ? input : encoded[index - 1], into: encoded[index], in: workspace)
        }
        return level
    }

    private func decodeSpectrogram(
        _ encoded: [Tensor], level: Level, needed: [Int], into output: Tensor, spectrogram: SegmentSpectrogram,
        in workspace: Workspace, clock: BlockClock?
    ) {
        let channels = configuration.audioChannels
        let decoded = workspace.tensor(
            Shape(configuration.binCount, 2 * channels * configuration.sources.count, configuration.frameCount))
        for index in configuration.depthRange.reversed() {
            decoders[index].apply(encoded[index], to: index == 0 ? decoded : encoded[index - 1], in: workspace)
        }
        clock?.note("decoders")
        for source in needed {
            for channel in 0..<channels {
                spectrogram.synthesise(
                    decoded, channel: 2 * (source * channels + channel), scale: level.deviation, shift: level.mean,
                    into: output[source][channel], in: workspace)
            }
        }
        clock?.note("transforms")
    }

    private func decodeWaveform(
        _ encoded: [Tensor], level: Level, needed: [Int], onto output: Tensor, in workspace: Workspace
    ) {
        let decoded = workspace.tensor(
            Shape(configuration.sources.count * configuration.audioChannels, configuration.segmentLength))
        for index in configuration.depthRange.reversed() {
            workspace.scope {
                let target = index == 0 ? decoded : workspace.tensor(encoded[index - 1].shape)
                timeDecoders[index].apply(encoded[index], into: target, in: workspace)
                if index > 0 { encoded[index - 1].add(target) }
            }
        }
        decoded.scale(by: level.deviation, shift: level.mean)
        for source in needed {
            let channels = configuration.audioChannels
            output[source].add(decoded.rows((source * channels)..<((source + 1) * channels)))
        }
    }
}
