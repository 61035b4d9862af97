import NeuralNetwork
import Tensors

/// A convolution around the ring of the twelve pitch classes and along a song's cells: transposing its input transposes
/// its output. Rows are cells, columns are channels times pitch classes.
struct RingConvolution: Sendable {
    /// One matrix [inputs * 12, outputs * 12] for each tap along the cells.
    private let taps: [Tensor]
    /// Repeated for each pitch class [outputs * 12].
    private let bias: Tensor
    private let dilation: Int
    private let inputs: Int
    private let outputs: Int

    /// Reads "convolution.weight" [outputs, inputs, 12, taps] and "convolution.bias" [outputs].
    ///
    /// - Throws: `WeightsError`.
    init(
        _ weights: Weights, inputs: Int, outputs: Int, tapCount: Int, dilation: Int = 1
    ) throws(WeightsError) {
        let stored = try weights["convolution"].tensor("weight", Shape(outputs, inputs, 12, tapCount))
        let shift = try weights["convolution"].tensor("bias", Shape(outputs))
        var taps: [Tensor] = []
        for tap in 0..<tapCount {
            var matrix = [Float](repeating: 0, count: inputs * 12 * outputs * 12)
            stored.withSpan { values in
                for output in 0..<outputs {
                    for input in 0..<inputs {
                        for interval in 0..<12 {
                            let weight = values[((output * inputs + input) * 12 + interval) * tapCount + tap]
                            for pitchClass in 0..<12 {
                                let row = input * 12 + (pitchClass + interval) % 12
                                matrix[row * outputs * 12 + output * 12 + pitchClass] = weight
                            }
                        }
                    }
                }
            }
            taps.append(Tensor(matrix, shape: Shape(inputs * 12, outputs * 12)))
        }
        self.taps = taps
        let repeated = shift.withSpan { values in (0..<outputs * 12).map { values[$0 / 12] } }
        bias = Tensor(repeated, shape: Shape(outputs * 12))
        (self.inputs, self.outputs, self.dilation) = (inputs, outputs, dilation)
    }

    /// The activated output [cells, outputs * 12] for an input [cells, inputs * 12]; beyond the song there is nothing.
    func callAsFunction(_ input: Tensor, activation: Activation, in workspace: Workspace) -> Tensor {
        precondition(input.shape[1] == inputs * 12, "The input has other channels.")
        let cellCount = input.shape[0]
        let reach = dilation * (taps.count / 2)
        let output = workspace.zeros(Shape(cellCount, outputs * 12))
        workspace.scope {
            let padded = workspace.zeros(Shape(cellCount + 2 * reach, inputs * 12))
            padded.rows(reach..<reach + cellCount).copy(from: input)
            for (index, tap) in taps.enumerated() {
                let start = index * dilation
                MatrixProduct.multiply(
                    padded.rows(start..<start + cellCount).matrix, tap.matrix, into: output.matrix,
                    keep: index > 0 ? 1 : 0)
            }
        }
        activation.apply(output.matrix, columnShift: bias)
        return output
    }
}
