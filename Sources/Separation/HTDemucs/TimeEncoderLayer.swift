internal import NeuralNetwork
internal import Tensors

/// An encoder layer of the waveform's branch: a strided convolution over time, residual branches, and a gated 1x1
/// convolution (`HEncLayer`).
struct TimeEncoderLayer: Sendable {
    /// Columns that are in work at a time.
    private static let tileLength = 1024

    private let inputChannels: Int
    private let channels: Int
    private let kernelLength: Int
    private let stride: Int
    /// [channels, inputChannels * kernelLength].
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
        convolution = try weights["conv"].tensor("weight", Shape(channels, inputChannels, kernelLength))
            .reshaped(Shape(channels, inputChannels * kernelLength))
        convolutionBias = try weights["conv"].tensor("bias", Shape(channels))
        residual =
            configuration.encoderHasResidual
            ? try DilatedResidual(weights["dconv"], channels: channels, configuration: configuration) : nil
        rewrite = try weights["rewrite"].tensor("weight", Shape(2 * channels, channels, 1))
            .reshaped(Shape(2 * channels, channels))
        rewriteBias = try weights["rewrite"].tensor("bias", Shape(2 * channels))
    }

    /// Encodes a waveform.
    ///
    /// Shapes: input [inputChannels, samples], output [channels, samples / stride, rounded up].
    func apply(_ input: Tensor, into output: Tensor, in workspace: Workspace) {
        let samples = output.shape[1]
        workspace.scope {
            let convolved = workspace.tensor(Shape(channels, samples)).matrix
            let columns = workspace.tensor(Shape(inputChannels * kernelLength, min(samples, Self.tileLength)))
            let gates = workspace.tensor(Shape(2 * channels, min(samples, Self.tileLength)))
            let tiles = Swift.stride(from: 0, to: samples, by: Self.tileLength).map {
                $0..<min($0 + Self.tileLength, samples)
            }
            for tile in tiles {
                let view = MatrixView(
                    columns, rows: columns.shape[0], columns: tile.count, rowStride: columns.shape[1])
                StridedColumns.gather(
                    input.matrix, kernel: kernelLength, stride: stride, padding: kernelLength / 4,
                    first: tile.lowerBound, into: view)
                let target = convolved.columns(tile)
                MatrixProduct.multiply(convolution.matrix, view, into: target)
                Activation.gelu.apply(target, rowShift: convolutionBias)
            }
            residual?.apply(to: convolved, in: workspace)
            for tile in tiles {
                let view = MatrixView(gates, rows: gates.shape[0], columns: tile.count, rowStride: gates.shape[1])
                MatrixProduct.multiply(rewrite.matrix, convolved.columns(tile), into: view)
                GatedLinearUnit.apply(view, rowShift: rewriteBias, into: output.matrix.columns(tile))
            }
        }
    }
}
