internal import NeuralNetwork
internal import Tensors

/// The transformer between the encoders and the decoders, in which the two branches attend to themselves and to each
/// other in turn (`CrossTransformerEncoder`).
struct CrossTransformer: Sendable {
    private let channels: Int
    private let inputChannels: Int
    private let crossesFirst: Bool
    private let spectral: Branch
    private let temporal: Branch

    /// What one branch has of its own.
    private struct Branch: Sendable {
        /// Between the encoder's channels and the transformer's; `nil` where they are the same.
        let entrance, exit: (weight: Tensor, bias: Tensor)?
        let norm: (weight: Tensor, bias: Tensor)?
        /// [tokens, channels].
        let positions: Tensor
        let layers: [TransformerLayer]
    }

    init(_ weights: Weights, configuration: HTDemucsConfiguration) throws(WeightsError) {
        channels = configuration.transformerChannels
        inputChannels = configuration.channels(afterLayer: configuration.depth - 1)
        crossesFirst = configuration.crossesFirst
        let bins = configuration.bins(afterLayer: configuration.depth - 1)
        let spectralPositions = PositionEmbedding.planar(
            frames: configuration.frameCount, bins: bins, channels: channels,
            longestPeriod: configuration.longestPeriod)
        let temporalPositions = PositionEmbedding.temporal(
            count: configuration.samples(afterLayer: configuration.depth - 1), channels: channels,
            longestPeriod: configuration.longestPeriod)
        spectral = try Self.branch("", of: weights, positions: spectralPositions, configuration: configuration)
        temporal = try Self.branch("_t", of: weights, positions: temporalPositions, configuration: configuration)
    }

    private static func branch(
        _ suffix: String, of weights: Weights, positions: Tensor, configuration: HTDemucsConfiguration
    ) throws(WeightsError) -> Branch {
        let channels = configuration.transformerChannels
        let outside = configuration.channels(afterLayer: configuration.depth - 1)
        func convolution(_ name: String, from inputs: Int, to outputs: Int) throws(WeightsError) -> (Tensor, Tensor)? {
            guard configuration.bottomChannels > 0 else { return nil }
            let layer = weights[name + suffix]
            return (
                try layer.tensor("weight", Shape(outputs, inputs, 1)).reshaped(Shape(outputs, inputs)),
                try layer.tensor("bias", Shape(outputs))
            )
        }
        let transformer = weights["crosstransformer"]
        var norm: (Tensor, Tensor)?
        if configuration.normalisesInput, configuration.transformerLayers > 0 {
            let layer = transformer["norm_in" + suffix]
            norm = (try layer.tensor("weight", Shape(channels)), try layer.tensor("bias", Shape(channels)))
        }
        var layers: [TransformerLayer] = []
        for index in 0..<configuration.transformerLayers {
            layers.append(
                try TransformerLayer(
                    transformer["layers" + suffix][index], isCross: (index % 2 == 1) != configuration.crossesFirst,
                    configuration: configuration))
        }
        positions.scale(by: Float(configuration.positionWeight))
        return Branch(
            entrance: try convolution("channel_upsampler", from: outside, to: channels),
            exit: try convolution("channel_downsampler", from: channels, to: outside), norm: norm,
            positions: positions, layers: layers)
    }

    /// Transforms both encoders' outputs in place.
    ///
    /// Shapes: spectrogram [bins, channels, frames], waveform [channels, samples].
    func apply(spectrogram: Tensor, waveform: Tensor, in workspace: Workspace) {
        workspace.scope {
            let (bins, frames) = (spectrogram.shape[0], spectrogram.shape[2])
            let frequencyTokens = workspace.tensor(Shape(frames * bins, channels))
            let timeTokens = workspace.tensor(Shape(waveform.shape[1], channels))
            for bin in 0..<bins {
                enter(spectrogram[bin], by: spectral, into: Self.tokens(frequencyTokens, ofBin: bin, of: bins))
            }
            enter(waveform, by: temporal, into: timeTokens.matrix)
            prepare(frequencyTokens, by: spectral)
            prepare(timeTokens, by: temporal)
            for (index, layer) in spectral.layers.enumerated() {
                workspace.scope {
                    guard (index % 2 == 1) != crossesFirst else {
                        layer.apply(to: frequencyTokens, attendingTo: nil, in: workspace)
                        temporal.layers[index].apply(to: timeTokens, attendingTo: nil, in: workspace)
                        return
                    }
                    // Either attends to what the other was before this layer.
                    let before = workspace.tensor(frequencyTokens.shape)
                    before.copy(from: frequencyTokens)
                    layer.apply(to: frequencyTokens, attendingTo: timeTokens, in: workspace)
                    temporal.layers[index].apply(to: timeTokens, attendingTo: before, in: workspace)
                }
            }
            for bin in 0..<bins {
                leave(Self.tokens(frequencyTokens, ofBin: bin, of: bins), by: spectral, into: spectrogram[bin])
            }
            leave(timeTokens.matrix, by: temporal, into: waveform)
        }
    }

    /// The tokens of one bin, one per frame; a frame's bins are next to each other.
    private static func tokens(_ tokens: Tensor, ofBin bin: Int, of bins: Int) -> MatrixView {
        let channels = tokens.shape[1]
        return MatrixView(
            tokens, offset: bin * channels, rows: tokens.shape[0] / bins, columns: channels,
            rowStride: bins * channels)
    }

    private func enter(_ signal: Tensor, by branch: Branch, into tokens: MatrixView) {
        guard let entrance = branch.entrance else { return tokens.copy(transposing: signal.matrix) }
        MatrixProduct.multiply(
            signal.matrix, entrance.weight.matrix, into: tokens, leftIsTransposed: true, rightIsTransposed: true)
        tokens.add(columnShift: entrance.bias)
    }

    private func prepare(_ tokens: Tensor, by branch: Branch) {
        if let norm = branch.norm {
            Normalisation.layer(
                tokens.matrix, weight: norm.weight, bias: norm.bias, epsilon: 1e-5, into: tokens.matrix)
        }
        tokens.add(branch.positions)
    }

    private func leave(_ tokens: MatrixView, by branch: Branch, into signal: Tensor) {
        guard let exit = branch.exit else { return signal.matrix.copy(transposing: tokens) }
        MatrixProduct.multiply(exit.weight.matrix, tokens, into: signal.matrix, rightIsTransposed: true)
        signal.matrix.add(rowShift: exit.bias)
    }
}
