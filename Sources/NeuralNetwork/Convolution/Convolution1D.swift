public import Tensors

/// A convolution of signals (PyTorch's `Conv1d`).
public struct Convolution1D: Sendable {
    private let convolution: Convolution2D

    /// Reads "weight" [outputs, inputs / groups, kernel], and "bias" [outputs] where `hasBias`.
    ///
    /// - Parameters:
    ///   - padding: zeros that are put before and after the signal; a literal means both.
    ///   - normalisation: a normalisation that follows; it is folded into the weights.
    ///   - activation: what is done to the result after that.
    ///   - laterNormalisation: a normalisation that follows the activation.
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, inputs: Int, outputs: Int, kernel: Int, stride: Int = 1, padding: EndPadding = 0,
        dilation: Int = 1, groups: Int = 1, hasBias: Bool = true, normalisation: BatchNorm? = nil,
        activation: Activation = .identity, laterNormalisation: BatchNorm? = nil
    ) throws(WeightsError) {
        precondition(groups > 0 && inputs % groups == 0, "The inputs do not divide into the groups.")
        let stored = try weights.tensor("weight", Shape(outputs, inputs / groups, kernel))
        convolution = Convolution2D(
            weight: stored.reshaped(Shape(outputs, inputs / groups, 1, kernel)),
            bias: hasBias ? try weights.tensor("bias", Shape(outputs)) : nil, inputs: inputs,
            stride: Extent(height: 1, width: stride), padding: padding.edges,
            dilation: Extent(height: 1, width: dilation), groups: groups, normalisation: normalisation,
            activation: activation, laterNormalisation: laterNormalisation)
    }

    /// Channels of the input.
    public var inputs: Int { convolution.inputs }
    /// Channels of the output.
    public var outputs: Int { convolution.outputs }

    /// Samples of the output for an input of so many; 0 where the kernel does not fit into it.
    public func outputLength(_ input: Int) -> Int { convolution.outputExtent(Extent(height: 1, width: input)).width }

    /// The output in a tensor of the workspace: from [inputs, samples] to [outputs, ...].
    public func callAsFunction(_ input: Tensor, in workspace: Workspace) -> Tensor {
        let output = workspace.tensor(Shape(outputs, outputLength(input.shape[1])))
        apply(input, into: output, in: workspace)
        return output
    }

    /// The same into `output`, which must not be the input.
    public func apply(_ input: Tensor, into output: Tensor, in workspace: Workspace) {
        precondition(input.shape.rank == 2 && output.shape.rank == 2, "A signal has two dimensions.")
        convolution.apply(
            input.reshaped(Shape(input.shape[0], 1, input.shape[1])),
            into: output.reshaped(Shape(output.shape[0], 1, output.shape[1])), in: workspace)
    }
}
