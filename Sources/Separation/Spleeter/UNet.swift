internal import NeuralNetwork
internal import Tensors

/// The network of one instrument: a convolutional encoder and decoder with connections between layers of the same size
/// (Jansson et al., "Singing voice separation with deep U-Net convolutional networks", ISMIR 2017), in the form of
/// Hennequin et al., "Spleeter: a fast and efficient music source separation tool with pre-trained models", JOSS 2020.
struct UNet: Sendable {
    /// Channels of the mix.
    static let mixChannels = 2
    private static let largestChannelCount = 4096

    /// Channels of the encoder's layers; 16, 32, 64, 128, 256, 512 in the published models.
    let channels: [Int]
    private let encoder: [UNetEncoderLayer]
    private let decoder: [UNetDecoderLayer]
    private let output: DilatedConvolution
    private let outputActivation: Activation

    /// - Throws: `SeparationError` where the weights are not those of such a network.
    init(_ weights: UNetWeights, variant: SpleeterVariant) throws(SeparationError) {
        var channels: [Int] = []
        for layer in 0..<UNetWeights.depth {
            guard let count = weights.outputCount(ofDown: layer), (1...Self.largestChannelCount).contains(count) else {
                throw .unsuitableWeights(
                    "The checkpoint has no convolution number \(layer + 1) of a Spleeter network; use one of Spleeter.")
            }
            channels.append(count)
        }
        self.channels = channels
        do throws(WeightsError) {
            let depth = channels.count
            var encoder: [UNetEncoderLayer] = []
            var decoder: [UNetDecoderLayer] = []
            for k in 0..<depth {
                encoder.append(
                    try UNetEncoderLayer(
                        weights, number: k, inputs: k == 0 ? Self.mixChannels : channels[k - 1], outputs: channels[k],
                        activation: variant.encoderActivation, isLast: k == depth - 1))
                decoder.append(
                    try UNetDecoderLayer(
                        weights, number: k, inputs: (k == 0 ? 1 : 2) * channels[depth - 1 - k],
                        outputs: k == depth - 1 ? 1 : channels[depth - 2 - k], activation: variant.decoderActivation))
            }
            let (kernel, bias) = try weights.convolution(.output, outputs: Self.mixChannels, inputs: 1, taps: 4)
            output = DilatedConvolution(weights: kernel, bias: bias)
            self.encoder = encoder
            self.decoder = decoder
        } catch {
            throw .unsuitableWeights(error.description)
        }
        outputActivation = variant.outputActivation
    }

    /// What the instrument has of every point of the mix: its share or, where the networks compete, its score.
    ///
    /// - Parameters:
    ///   - mix: the magnitudes of the mix, by channel, frame and bin.
    ///   - result: shape [2, frames, bins].
    func evaluate(_ mix: PolyphasePlanes, into result: Tensor, memory: UNetMemory, workspace: Workspace) {
        for (k, layer) in encoder.enumerated() {
            layer.apply(
                k == 0 ? mix : memory.encoderInputs[k - 1], plain: memory.skips[k],
                next: k == encoder.count - 1 ? nil : memory.encoderInputs[k], in: workspace)
        }
        for (k, layer) in decoder.enumerated() {
            let input = memory.skips[decoder.count - 1 - k]
            if k == decoder.count - 1 {
                layer.apply(input, into: memory.last, firstChannel: 0, in: workspace)
            } else {
                let target = decoder.count - 2 - k
                layer.apply(input, into: memory.skips[target], firstChannel: channels[target], in: workspace)
            }
        }
        // Few rows at a time, so that they are bent while they are in cache.
        let height = 8
        for channel in 0..<Self.mixChannels {
            for first in stride(from: 0, to: memory.last.rows, by: height) {
                let rows = first..<min(first + height, memory.last.rows)
                let target = result[channel].rows(rows)
                output.apply(memory.last, rows: rows, channel: channel, into: target.matrix)
                outputActivation.apply(target)
            }
        }
    }
}
