internal import NeuralNetwork
internal import Tensors

/// A decoder layer of the spectrogram's branch: a gated 3x3 convolution over the input and the encoder's output,
/// residual branches over time, and a transposed convolution over frequency (`HDecLayer`).
struct FrequencyDecoderLayer: Sendable {
    private let channels: Int
    private let outputChannels: Int
    private let kernelLength: Int
    private let stride: Int
    private let isLast: Bool
    /// The 3x3 filter: Winograd's transform over frequency, a convolution over time for each of the transformed taps.
    private let rewrite: [SameConvolution]
    private let rewriteBias: Tensor
    private let residual: DilatedResidual?
    /// What the bin before, and a bin, give to the `stride` outputs that begin with it:
    /// [stride * outputChannels, 2 * channels].
    private let upsampling: Tensor
    private let bias: Tensor

    init(
        _ weights: Weights, channels: Int, outputChannels: Int, isLast: Bool, configuration: HTDemucsConfiguration
    ) throws(WeightsError) {
        self.channels = channels
        self.outputChannels = outputChannels
        self.isLast = isLast
        kernelLength = configuration.kernelLength
        stride = configuration.stride
        let kernel = try weights["rewrite"].tensor("weight", Shape(2 * channels, channels, 3, 3))
        let taps = MinimalFiltering.transformFilters(
            kernel.permuted([2, 3, 0, 1]).reshaped(Shape(3, 3 * 2 * channels * channels)))
        rewrite = (0..<MinimalFiltering.inputCount).map { i in
            SameConvolution(taps: taps[i].reshaped(Shape(3, 2 * channels, channels)))
        }
        rewriteBias = try weights["rewrite"].tensor("bias", Shape(2 * channels))
        residual =
            configuration.decoderHasResidual
            ? try DilatedResidual(weights["dconv"], channels: channels, configuration: configuration) : nil
        // [channels, outputs, 2 halves, stride] to [stride, outputs, halves with the later taps first, channels].
        let transposed = try weights["conv_tr"].tensor("weight", Shape(channels, outputChannels, kernelLength, 1))
            .reshaped(Shape(channels, outputChannels, 2, stride)).permuted([2, 3, 1, 0])
        let halves = Tensor(transposed[1].values + transposed[0].values, shape: transposed.shape)
        upsampling = halves.permuted([1, 2, 0, 3]).reshaped(Shape(stride * outputChannels, 2 * channels))
        bias = try weights["conv_tr"].tensor("bias", Shape(outputChannels))
    }

    /// Decodes the sum of the layer before's and the encoder's output, and adds the result to the next such sum; the
    /// last layer's is written instead.
    ///
    /// Shapes: input [bins, channels, frames], output [bins * stride, outputChannels, frames].
    func apply(_ input: Tensor, to output: Tensor, in workspace: Workspace) {
        let (bins, frames) = (input.shape[0], input.shape[2])
        workspace.scope {
            let (tile, count) = (MinimalFiltering.outputCount, MinimalFiltering.inputCount)
            let rows = workspace.tensor(Shape(count, channels, frames))
            let transformed = workspace.tensor(Shape(count, channels, frames))
            let products = workspace.tensor(Shape(count, 2 * channels, frames))
            // The bin before the tile's, and the tile's.
            let gated = workspace.zeros(Shape(1 + tile, channels, frames))
            let outputs = workspace.tensor(Shape(stride, outputChannels, frames))
            for first in Swift.stride(from: 0, to: bins, by: tile) {
                let window = Self.window(input, first: first - 1, count: count, into: rows)
                MinimalFiltering.transformInputs(window, into: transformed)
                for (i, convolution) in rewrite.enumerated() {
                    convolution.apply(transformed[i].matrix, columns: 0..<frames, into: products[i].matrix)
                }
                MinimalFiltering.transformOutputs(products)
                gated[0].copy(from: gated[tile])
                let last = min(tile, bins - first)
                for i in 0..<last {
                    GatedLinearUnit.apply(products[i].matrix, rowShift: rewriteBias, into: gated[i + 1].matrix)
                    residual?.apply(to: gated[i + 1].matrix, in: workspace)
                    upsample(gated.rows(i..<(i + 2)), bin: first + i, of: bins, by: outputs, to: output)
                }
                if first + last == bins {
                    if last < tile { gated[tile].copy(from: gated[last]) }
                    upsample(gated.rows(tile..<(tile + 1)), bin: bins, of: bins, by: outputs, to: output)
                }
            }
        }
    }

    /// Bins `first..<(first + count)`, zero where there are none; without copying where all exist.
    private static func window(_ bins: Tensor, first: Int, count: Int, into rows: Tensor) -> Tensor {
        if first >= 0, first + count <= bins.shape[0] { return bins.rows(first..<(first + count)) }
        for i in 0..<count {
            if (0..<bins.shape[0]).contains(first + i) { rows[i].copy(from: bins[first + i]) } else { rows[i].fill(0) }
        }
        return rows
    }

    /// Makes the outputs that begin with `bin`, from the bin before it and itself (only one at either end).
    private func upsample(_ pair: Tensor, bin: Int, of bins: Int, by rows: Tensor, to output: Tensor) {
        let padding = kernelLength / 4
        let first = bin * stride - padding
        let (lower, upper) = (max(0, first), min(output.shape[0], first + stride))
        guard lower < upper else { return }
        // The first bin has none before it, and the last position none of its own.
        let (offset, columns) = bin == 0 ? (channels, channels) : bin == bins ? (0, channels) : (0, 2 * channels)
        let matrix = MatrixView(
            upsampling, offset: (lower - first) * outputChannels * 2 * channels + offset,
            rows: (upper - lower) * outputChannels, columns: columns, rowStride: 2 * channels)
        let frames = pair.shape[2]
        let source = bin == 0 ? pair.rows(1..<2) : pair
        let target = isLast ? output.rows(lower..<upper) : rows.rows(0..<(upper - lower))
        MatrixProduct.multiply(
            matrix, source.reshaped(Shape(source.count / frames, frames)).matrix,
            into: target.reshaped(Shape((upper - lower) * outputChannels, frames)).matrix)
        for row in 0..<(upper - lower) {
            (isLast ? Activation.identity : .gelu).apply(target[row].matrix, rowShift: bias)
        }
        if !isLast { output.rows(lower..<upper).add(target) }
    }
}
