public import Tensors

/// A fully connected layer (PyTorch's `Linear`): `output = activation(input * weight^T + bias)` for every row.
public struct Linear: Sendable {
    /// Features of a row of the input and of the output.
    public let inputs, outputs: Int
    /// Shape [outputs, inputs].
    private let weight: Tensor
    /// Shape [outputs].
    private let bias: Tensor?
    private let activation: Activation

    /// Reads "weight" [outputs, inputs], and "bias" [outputs] where `hasBias`.
    ///
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, inputs: Int, outputs: Int, hasBias: Bool = true, activation: Activation = .identity
    ) throws(WeightsError) {
        self.init(
            weight: try weights.tensor("weight", Shape(outputs, inputs)),
            bias: hasBias ? try weights.tensor("bias", Shape(outputs)) : nil, activation: activation)
    }

    /// A layer with given weights: shapes [outputs, inputs] and [outputs].
    public init(weight: Tensor, bias: Tensor?, activation: Activation = .identity) {
        precondition(weight.shape.rank == 2, "The weights are no matrix.")
        precondition(bias.map { $0.count == weight.shape[0] } ?? true, "There must be a bias for every output.")
        inputs = weight.shape[1]
        outputs = weight.shape[0]
        self.weight = weight
        self.bias = bias
        self.activation = activation
    }

    /// The output in a tensor of the workspace: from [..., inputs] to [..., outputs].
    public func callAsFunction(_ input: Tensor, in workspace: Workspace) -> Tensor {
        let output = workspace.tensor(input.shape.with(outputs, at: input.shape.rank - 1))
        apply(input.matrix, into: output.matrix)
        return output
    }

    /// The same from rows [rows, inputs] into rows [rows, outputs], which must not overlap.
    public func apply(_ input: MatrixView, into output: MatrixView) {
        precondition(input.columns == inputs && output.columns == outputs, "The features differ.")
        precondition(input.rows == output.rows, "The rows differ.")
        // As many rows as are still in cache when they are activated, but enough for the product's speed.
        let length = max(672, 128 * 1024 / outputs)
        for start in stride(from: 0, to: input.rows, by: length) {
            let rows = start..<min(start + length, input.rows)
            let view = output.rows(rows)
            MatrixProduct.multiply(input.rows(rows), weight.matrix, into: view, rightIsTransposed: true)
            if let bias {
                activation.apply(view, columnShift: bias)
            } else {
                activation.apply(view)
            }
        }
    }
}
