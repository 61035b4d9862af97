public import Tensors

/// A long short-term memory of one or more layers, in one or both directions (PyTorch's `LSTM`), from a zero state.
public struct LSTM: Sendable {
    /// Steps whose input products are formed at a time: memory does not grow with the length of the sequence.
    private static let blockLength = 512

    /// Features of a step of the input and of the output.
    public let inputs, outputs: Int
    private let units: Int
    /// By layer: its directions.
    private let layers: [[Direction]]

    /// The weights of one layer in one direction.
    private struct Direction: Sendable {
        /// From the input to the gates, in PyTorch's order (input, forget, cell, output): shape [4 * units, inputs].
        let input: Tensor
        /// From the hidden state to the gates: shape [units, 4 * units].
        let recurrent: Tensor
        /// Shape [4 * units].
        let bias: Tensor
        let isReversed: Bool
    }

    /// Reads "weight_ih_l0", "weight_hh_l0", and "bias_ih_l0", "bias_hh_l0" where `hasBias`; with "_reverse" after the
    /// name for the other direction.
    ///
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, inputs: Int, units: Int, layerCount: Int = 1, isBidirectional: Bool = false,
        hasBias: Bool = true
    ) throws(WeightsError) {
        precondition(inputs > 0 && units > 0 && layerCount > 0, "The extents make no sense.")
        self.inputs = inputs
        self.units = units
        outputs = units * (isBidirectional ? 2 : 1)
        var layers: [[Direction]] = []
        for layer in 0..<layerCount {
            var directions: [Direction] = []
            for isReversed in isBidirectional ? [false, true] : [false] {
                let suffix = "_l\(layer)" + (isReversed ? "_reverse" : "")
                let features = layer == 0 ? inputs : outputs
                let bias = Tensor(zeros: Shape(4 * units))
                if hasBias {
                    bias.add(try weights.tensor("bias_ih" + suffix, bias.shape))
                    bias.add(try weights.tensor("bias_hh" + suffix, bias.shape))
                }
                directions.append(
                    Direction(
                        input: try weights.tensor("weight_ih" + suffix, Shape(4 * units, features)),
                        recurrent: try weights.tensor("weight_hh" + suffix, Shape(4 * units, units)).permuted([1, 0]),
                        bias: bias, isReversed: isReversed))
            }
            layers.append(directions)
        }
        self.layers = layers
    }

    /// The last layer's hidden states of all steps in a tensor of the workspace: from [steps, inputs] to
    /// [steps, outputs], where the outputs of the backward direction follow those of the forward one.
    public func callAsFunction(_ input: Tensor, in workspace: Workspace) -> Tensor {
        let output = workspace.tensor(Shape(input.shape[0], outputs))
        apply(input, into: output, in: workspace)
        return output
    }

    /// The same into `output`, which must not be the input.
    public func apply(_ input: Tensor, into output: Tensor, in workspace: Workspace) {
        precondition(input.shape.rank == 2 && input.shape[1] == inputs, "The input is \(input.shape).")
        precondition(output.shape == Shape(input.shape[0], outputs), "The output is \(output.shape).")
        workspace.scope {
            // Layers alternate between two tensors so that the last one's output is `output`.
            let between = workspace.tensor(layers.count > 1 ? output.shape : Shape(0))
            var source = input
            for (index, directions) in layers.enumerated() {
                let target = (layers.count - 1 - index) % 2 == 0 ? output : between
                for (position, direction) in directions.enumerated() {
                    let columns = (position * units)..<((position + 1) * units)
                    run(direction, source.matrix, into: target.matrix.columns(columns), in: workspace)
                }
                source = target
            }
        }
    }

    private func run(_ direction: Direction, _ input: MatrixView, into output: MatrixView, in workspace: Workspace) {
        let steps = input.rows
        let length = min(steps, Self.blockLength)
        workspace.scope {
            let gates = workspace.tensor(Shape(length, 4 * units))
            let (hidden, cell) = (workspace.zeros(Shape(units)), workspace.zeros(Shape(units)))
            let state = MatrixView(hidden, rows: 1, columns: units, rowStride: units)
            for done in stride(from: 0, to: steps, by: length) {
                let count = min(length, steps - done)
                let first = direction.isReversed ? steps - done - count : done
                let block = gates.rows(0..<count)
                MatrixProduct.multiply(
                    input.rows(first..<(first + count)), direction.input.matrix, into: block.matrix,
                    rightIsTransposed: true)
                block.matrix.add(columnShift: direction.bias)
                for step in 0..<count {
                    let row = direction.isReversed ? count - 1 - step : step
                    LongShortTermMemory.step(
                        gates: block[row], recurrent: direction.recurrent, hidden: hidden, cell: cell)
                    output.rows((first + row)..<(first + row + 1)).copy(from: state)
                }
            }
        }
    }
}
