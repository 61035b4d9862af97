internal import NeuralNetwork
internal import Tensors

/// A decoder layer of the waveform's branch: a gated convolution over the input and the encoder's output, residual
/// branches, and a transposed convolution (`HDecLayer`).
struct TimeDecoderLayer: Sendable {
    /// Columns that are in work at a time.
    private static let tileLength = 1024

    private let channels: Int
    private let outputChannels: Int
    private let kernelLength: Int
    private let stride: Int
    private let isLast: Bool
    private let rewrite: SameConvolution
    private let rewriteBias: Tensor
    private let residual: DilatedResidual?
    /// What a sample gives to the `stride` outputs that begin with it, and to the next `stride`:
    /// [outputChannels * stride, channels] each.
    private let present, past: Tensor
    private let bias: Tensor

    init(
        _ weights: Weights, channels: Int, outputChannels: Int, isLast: Bool, configuration: HTDemucsConfiguration
    ) throws(WeightsError) {
        self.channels = channels
        self.outputChannels = outputChannels
        self.isLast = isLast
        kernelLength = configuration.kernelLength
        stride = configuration.stride
        rewrite = SameConvolution(
            taps: try weights["rewrite"].tensor("weight", Shape(2 * channels, channels, 3)).permuted([2, 0, 1]))
        rewriteBias = try weights["rewrite"].tensor("bias", Shape(2 * channels))
        residual =
            configuration.decoderHasResidual
            ? try DilatedResidual(weights["dconv"], channels: channels, configuration: configuration) : nil
        let kernel = try weights["conv_tr"].tensor("weight", Shape(channels, outputChannels, kernelLength))
            .permuted([2, 1, 0])
        let halves = [0..<stride, stride..<kernelLength].map { taps in
            Tensor(kernel.rows(taps).values, shape: Shape(taps.count, outputChannels, channels))
                .permuted([1, 0, 2]).reshaped(Shape(outputChannels * taps.count, channels))
        }
        (present, past) = (halves[0], halves[1])
        bias = try weights["conv_tr"].tensor("bias", Shape(outputChannels))
    }

    /// Decodes the sum of the layer before's and the encoder's output.
    ///
    /// Shapes: input [channels, samples], output [outputChannels, the encoder's input samples].
    func apply(_ input: Tensor, into output: Tensor, in workspace: Workspace) {
        let samples = input.shape[1]
        workspace.scope {
            let gated = workspace.tensor(Shape(channels, samples)).matrix
            let length = min(samples + 1, Self.tileLength)
            let gates = workspace.tensor(Shape(2 * channels, length))
            for start in Swift.stride(from: 0, to: samples, by: Self.tileLength) {
                let tile = start..<min(start + Self.tileLength, samples)
                let view = MatrixView(gates, rows: 2 * channels, columns: tile.count, rowStride: length)
                rewrite.apply(input.matrix, columns: tile, into: view)
                GatedLinearUnit.apply(view, rowShift: rewriteBias, into: gated.columns(tile))
            }
            residual?.apply(to: gated, in: workspace)
            upsample(gated, into: output, in: workspace)
        }
        if !isLast { Activation.gelu.apply(output) }
    }

    private func upsample(_ signal: MatrixView, into output: Tensor, in workspace: Workspace) {
        let samples = signal.columns
        let length = min(samples + 1, Self.tileLength)
        let phases = workspace.tensor(Shape(outputChannels * stride, length))
        for start in Swift.stride(from: 0, to: samples + 1, by: Self.tileLength) {
            // Position `q` gathers sample `q` and the one before it; there is one position more than samples.
            let end = min(start + Self.tileLength, samples + 1)
            let view = MatrixView(phases, rows: phases.shape[0], columns: end - start, rowStride: length)
            let lower = max(start, 1)
            if start == 0 { view.columns(0..<1).fill(0) }
            MatrixProduct.multiply(
                past.matrix, signal.columns((lower - 1)..<(end - 1)),
                into: view.columns((lower - start)..<(end - start)))
            let upper = min(end, samples)
            if start < upper {
                MatrixProduct.multiply(
                    present.matrix, signal.columns(start..<upper), into: view.columns(0..<(upper - start)), keep: 1)
            }
            StridedColumns.interleave(
                view, stride: stride, padding: kernelLength / 4, first: start, shift: bias, into: output.matrix)
        }
    }
}
