public import Tensors

/// A transposed convolution of signals (PyTorch's `ConvTranspose1d`): the adjoint of a strided one.
public struct ConvolutionTranspose1D: Sendable {
    private let convolution: ConvolutionTranspose2D

    /// Reads "weight" [inputs, outputs / groups, kernel], and "bias" [outputs] where `hasBias`.
    ///
    /// - Parameters:
    ///   - cropping: samples of the whole result that are cut off (PyTorch's `padding`, also asymmetric).
    ///   - outputPadding: samples that are added at the end (PyTorch's `output_padding`).
    ///   - normalisation: a normalisation that follows; it is folded into the weights.
    ///   - activation: what is done to the result after that.
    ///   - laterNormalisation: a normalisation that follows the activation.
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, inputs: Int, outputs: Int, kernel: Int, stride: Int = 1, cropping: EndPadding = 0,
        outputPadding: Int = 0, dilation: Int = 1, groups: Int = 1, hasBias: Bool = true,
        normalisation: BatchNorm? = nil, activation: Activation = .identity, laterNormalisation: BatchNorm? = nil
    ) throws(WeightsError) {
        precondition(groups > 0 && outputs % groups == 0, "The outputs do not divide into the groups.")
        let stored = try weights.tensor("weight", Shape(inputs, outputs / groups, kernel))
        convolution = ConvolutionTranspose2D(
            weight: stored.reshaped(Shape(inputs, outputs / groups, 1, kernel)),
            bias: hasBias ? try weights.tensor("bias", Shape(outputs)) : nil, outputs: outputs,
            stride: Extent(height: 1, width: stride), cropping: cropping.edges,
            outputPadding: Extent(height: 0, width: outputPadding), dilation: Extent(height: 1, width: dilation),
            groups: groups, normalisation: normalisation, activation: activation,
            laterNormalisation: laterNormalisation)
    }

    /// Channels of the input.
    public var inputs: Int { convolution.inputs }
    /// Channels of the output.
    public var outputs: Int { convolution.outputs }

    /// Samples of the output for an input of so many.
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
