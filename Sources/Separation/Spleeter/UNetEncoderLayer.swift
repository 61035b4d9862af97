internal import NeuralNetwork
internal import Tensors

/// Halves an image: a convolution of 5 x 5 taps and stride 2, whose output the decoder gets as it is, and the next
/// layer normalised and bent.
struct UNetEncoderLayer: Sendable {
    private let convolution: HalvingConvolution
    private let bias: Tensor
    private let normalisation: BatchNorm?
    private let activation: Activation

    /// - Parameter isLast: whether there is no next layer.
    init(
        _ weights: UNetWeights, number: Int, inputs: Int, outputs: Int, activation: Activation, isLast: Bool
    ) throws(WeightsError) {
        let (kernel, bias) = try weights.convolution(.down(number), outputs: outputs, inputs: inputs, taps: 5)
        convolution = HalvingConvolution(weights: kernel)
        self.bias = bias
        self.activation = activation
        normalisation = isLast ? nil : try weights.normalisation(.downNormalisation(number), channels: outputs)
    }

    /// - Parameters:
    ///   - input: the image, twice as high and wide as the outputs.
    ///   - plain: takes the convolution's output in its first channels.
    ///   - next: takes the next layer's input.
    func apply(_ input: PolyphasePlanes, plain: PaddedPlanes, next: PolyphasePlanes?, in workspace: Workspace) {
        let height = convolution.blockRows(of: input)
        let pitch = input.columns + 1
        for first in stride(from: 0, to: input.rows, by: height) {
            let rows = first..<min(first + height, input.rows)
            workspace.scope {
                let tensor = workspace.tensor(Shape(convolution.outputs, rows.count * pitch))
                let block = tensor.matrix
                convolution.apply(input, rows: rows, into: block, in: workspace)
                block.add(rowShift: bias)
                for channel in 0..<convolution.outputs {
                    plain.view(channel: channel, rows: rows).copy(from: image(tensor, channel, rows.count, pitch))
                }
                guard let next, let normalisation else { return }
                activation.apply(block, rowScale: normalisation.scale, rowShift: normalisation.shift)
                for channel in 0..<convolution.outputs {
                    next.write(image(tensor, channel, rows.count, pitch), channel: channel, first: first)
                }
            }
        }
    }

    private func image(_ block: Tensor, _ channel: Int, _ rows: Int, _ pitch: Int) -> MatrixView {
        MatrixView(block, offset: channel * rows * pitch, rows: rows, columns: pitch - 1, rowStride: pitch)
    }
}
