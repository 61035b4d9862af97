public import Tensors

/// Normalisation of every group of channels over all positions (Wu and He, 2018; PyTorch's `GroupNorm`), then a scale
/// and a shift per channel. With one group it is the layer normalisation of a whole signal.
public struct GroupNorm: Sendable {
    private let groups: Int
    private let epsilon: Double
    /// Shape [channels] each.
    private let weight, bias: Tensor
    private let zero: Tensor

    /// Reads "weight" and "bias" [channels] where `isAffine`.
    ///
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, groups: Int, channels: Int, epsilon: Double = 1e-5, isAffine: Bool = true
    ) throws(WeightsError) {
        precondition(groups > 0 && channels > 0 && channels % groups == 0, "The channels do not divide into groups.")
        self.groups = groups
        self.epsilon = epsilon
        let shape = Shape(channels)
        zero = Tensor(zeros: shape)
        weight =
            isAffine
            ? try weights.tensor("weight", shape) : Tensor([Float](repeating: 1, count: channels), shape: shape)
        bias = isAffine ? try weights.tensor("bias", shape) : zero
    }

    /// Number of channels.
    public var channels: Int { weight.count }

    /// The normalised and activated input in a tensor of the workspace: shape [channels, ...].
    public func callAsFunction(
        _ input: Tensor, activation: Activation = .identity, in workspace: Workspace
    ) -> Tensor {
        let output = workspace.tensor(input.shape)
        apply(input, activation: activation, into: output, in: workspace)
        return output
    }

    /// The same into `output`, which may be the input.
    public func apply(
        _ input: Tensor, activation: Activation = .identity, into output: Tensor, in workspace: Workspace
    ) {
        precondition(input.shape[0] == channels && output.shape == input.shape, "The shapes differ.")
        let share = channels / groups
        workspace.scope {
            let (scale, shift) = (workspace.tensor(weight.shape), workspace.tensor(weight.shape))
            for group in 0..<groups {
                let rows = (group * share)..<((group + 1) * share)
                var moments = Moments()
                moments.add(input.rows(rows))
                Normalisation.rowAffine(
                    moments, epsilon: epsilon, weight: weight.rows(rows), bias: bias.rows(rows),
                    rowShift: zero.rows(rows), scale: scale.rows(rows), shift: shift.rows(rows))
            }
            BatchNorm(scale: scale, shift: shift).apply(input, activation: activation, into: output)
        }
    }
}
