public import Tensors

/// Normalisation of every row to mean 0 and variance 1, then a scale and a shift per feature (Ba, Kiros and Hinton,
/// 2016; PyTorch's `LayerNorm` over the last dimension).
public struct LayerNorm: Sendable {
    private let epsilon: Double
    /// Shape [features] each.
    private let weight, bias: Tensor

    /// Reads "weight" [features] where `isAffine`, and "bias" [features] where `hasBias` as well.
    ///
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, features: Int, epsilon: Double = 1e-5, isAffine: Bool = true, hasBias: Bool = true
    ) throws(WeightsError) {
        let shape = Shape(features)
        self.epsilon = epsilon
        weight =
            isAffine
            ? try weights.tensor("weight", shape) : Tensor([Float](repeating: 1, count: features), shape: shape)
        bias = isAffine && hasBias ? try weights.tensor("bias", shape) : Tensor(zeros: shape)
    }

    /// The normalised input in a tensor of the workspace: shape [..., features].
    public func callAsFunction(_ input: Tensor, in workspace: Workspace) -> Tensor {
        let output = workspace.tensor(input.shape)
        apply(input.matrix, into: output.matrix)
        return output
    }

    /// The same into `output`, which may be the input: shapes [rows, features].
    public func apply(_ input: MatrixView, into output: MatrixView) {
        Normalisation.layer(input, weight: weight, bias: bias, epsilon: epsilon, into: output)
    }
}
