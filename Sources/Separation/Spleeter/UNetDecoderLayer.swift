internal import NeuralNetwork
internal import Tensors

/// Doubles an image: a transposed convolution of 5 x 5 taps and stride 2, bent and then normalised.
struct UNetDecoderLayer: Sendable {
    private let convolution: DoublingConvolution
    /// The shift by phase and channel.
    private let bias: Tensor
    private let normalisation: BatchNorm
    private let activation: Activation

    init(
        _ weights: UNetWeights, number: Int, inputs: Int, outputs: Int, activation: Activation
    ) throws(WeightsError) {
        let (kernel, bias) = try weights.transposedConvolution(.up(number), inputs: inputs, outputs: outputs, taps: 5)
        convolution = DoublingConvolution(weights: kernel)
        self.bias = Tensor((0..<4).flatMap { _ in bias.values }, shape: Shape(4 * outputs))
        self.activation = activation
        normalisation = try weights.normalisation(.upNormalisation(number), channels: outputs)
    }

    /// - Parameters:
    ///   - output: takes the image, twice as high and wide, in the channels from `firstChannel` on.
    func apply(_ input: PaddedPlanes, into output: PaddedPlanes, firstChannel: Int, in workspace: Workspace) {
        let height = convolution.blockRows(of: input)
        for first in stride(from: 0, to: input.rows, by: height) {
            let rows = first..<min(first + height, input.rows)
            workspace.scope {
                let shape = Shape(4 * convolution.outputs, rows.count * (input.columns + 1))
                let block = workspace.tensor(shape).matrix
                convolution.apply(input, rows: rows, into: block, in: workspace)
                activation.apply(block, rowShift: bias)
                convolution.join(
                    block, rows: rows, scale: normalisation.scale, shift: normalisation.shift, into: output,
                    firstChannel: firstChannel)
            }
        }
    }
}
