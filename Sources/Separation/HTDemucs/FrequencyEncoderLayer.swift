internal import NeuralNetwork
internal import Tensors

/// An encoder layer of the spectrogram's branch: a strided convolution over frequency, residual branches over time, and
/// a gated 1x1 convolution (`HEncLayer`; Rouard, Massa, Défossez, 2023, "Hybrid Transformers for music source
/// separation").
///
/// Spectrograms are stored by frequency, then channel, then time: the frequencies under the filter are then one matrix
/// without copying, and all that follows concerns one frequency at a time, in cache.
struct FrequencyEncoderLayer: Sendable {
    private let inputChannels: Int
    private let channels: Int
    private let kernelLength: Int
    private let stride: Int
    /// [channels, kernelLength * inputChannels].
    private let convolution: Tensor
    private let convolutionBias: Tensor
    private let residual: DilatedResidual?
    /// [2 * channels, channels].
    private let rewrite: Tensor
    private let rewriteBias: Tensor

    init(
        _ weights: Weights, inputChannels: Int, channels: Int, configuration: HTDemucsConfiguration
    ) throws(WeightsError) {
        self.inputChannels = inputChannels
        self.channels = channels
        kernelLength = configuration.kernelLength
        stride = configuration.stride
        convolution = try weights["conv"].tensor("weight", Shape(channels, inputChannels, kernelLength, 1))
            .permuted([0, 2, 1, 3]).reshaped(Shape(channels, kernelLength * inputChannels))
        convolutionBias = try weights["conv"].tensor("bias", Shape(channels))
        residual =
            configuration.encoderHasResidual
            ? try DilatedResidual(weights["dconv"], channels: channels, configuration: configuration) : nil
        rewrite = try weights["rewrite"].tensor("weight", Shape(2 * channels, channels, 1, 1))
            .reshaped(Shape(2 * channels, channels))
        rewriteBias = try weights["rewrite"].tensor("bias", Shape(2 * channels))
    }

    /// Encodes a spectrogram.
    ///
    /// - Parameters:
    ///   - input: shape [bins, inputChannels, frames].
    ///   - embedding: what is added to the output, per bin and channel: shape [bins / stride, channels].
    ///   - output: shape [bins / stride, channels, frames].
    func apply(_ input: Tensor, embedding: Tensor?, into output: Tensor, in workspace: Workspace) {
        let (bins, frames) = (input.shape[0], input.shape[2])
        let padding = kernelLength / 4
        for row in 0..<output.shape[0] {
            workspace.scope {
                let convolved = workspace.tensor(Shape(channels, frames)).matrix
                let first = row * stride - padding
                let (lower, upper) = (max(0, first), min(bins, first + kernelLength))
                let taps = MatrixView(
                    convolution, offset: (lower - first) * inputChannels, rows: channels,
                    columns: (upper - lower) * inputChannels, rowStride: kernelLength * inputChannels)
                MatrixProduct.multiply(
                    taps,
                    input.rows(lower..<upper).reshaped(Shape((upper - lower) * inputChannels, frames)).matrix,
                    into: convolved)
                Activation.gelu.apply(convolved, rowShift: convolutionBias)
                residual?.apply(to: convolved, in: workspace)
                let gates = workspace.tensor(Shape(2 * channels, frames)).matrix
                MatrixProduct.multiply(rewrite.matrix, convolved, into: gates)
                GatedLinearUnit.apply(gates, rowShift: rewriteBias, into: output[row].matrix)
                if let embedding { output[row].matrix.add(rowShift: embedding[row]) }
            }
        }
    }
}
