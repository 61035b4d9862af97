internal import Glibc
public import Tensors

/// Normalisation with the statistics of the training data: at inference a scale and a shift per channel (Ioffe and
/// Szegedy, 2015).
public struct BatchNorm: Sendable {
    /// Factor of every channel: shape [channels].
    public let scale: Tensor
    /// What is added to every channel after scaling: shape [channels].
    public let shift: Tensor

    /// A scale and a shift per channel: shape [channels] each.
    public init(scale: Tensor, shift: Tensor) {
        precondition(scale.shape.rank == 1 && scale.shape == shift.shape, "There must be one of each per channel.")
        self.scale = scale
        self.shift = shift
    }

    /// Reads "running_mean" and "running_var", and "weight" and "bias" where `isAffine`.
    ///
    /// - Throws: `WeightsError`, also where a variance is negative.
    public init(
        _ weights: Weights, channels: Int, epsilon: Double = 1e-5, isAffine: Bool = true
    ) throws(WeightsError) {
        let shape = Shape(channels)
        weights.ignore("num_batches_tracked")
        try self.init(
            mean: weights.tensor("running_mean", shape), variance: weights.tensor("running_var", shape),
            weight: isAffine ? weights.tensor("weight", shape) : nil,
            bias: isAffine ? weights.tensor("bias", shape) : nil, epsilon: epsilon,
            path: weights["running_var"].path)
    }

    /// The statistics and the affine map that follows, under whatever names they were stored: shape [channels] each.
    ///
    /// - Parameter path: what an error calls the variance.
    /// - Throws: `WeightsError.outOfRange` where a variance is negative.
    public init(
        mean: Tensor, variance: Tensor, weight: Tensor?, bias: Tensor?, epsilon: Double, path: String
    ) throws(WeightsError) {
        let (means, variances) = (mean.values, variance.values)
        let (factors, shifts) = (weight?.values, bias?.values)
        var (scale, shift) = ([Float](), [Float]())
        for i in means.indices {
            guard variances[i] >= 0 else {
                throw .outOfRange(path: path, reason: "holds the variance \(variances[i]), which is negative")
            }
            let factor = Double(factors?[i] ?? 1) / (Double(variances[i]) + epsilon).squareRoot()
            scale.append(Float(factor))
            shift.append(Float(Double(shifts?[i] ?? 0) - factor * Double(means[i])))
        }
        self.init(
            scale: Tensor(scale, shape: Shape(scale.count)), shift: Tensor(shift, shape: Shape(shift.count)))
    }

    /// Number of channels.
    public var channels: Int { scale.count }

    /// The input scaled and shifted, and activated, in a tensor of the workspace.
    ///
    /// Shape: [channels, ...].
    public func callAsFunction(
        _ input: Tensor, activation: Activation = .identity, in workspace: Workspace
    ) -> Tensor {
        let output = workspace.tensor(input.shape)
        apply(input, activation: activation, into: output)
        return output
    }

    /// The same into `output`, which may be the input.
    public func apply(_ input: Tensor, activation: Activation = .identity, into output: Tensor) {
        precondition(input.shape[0] == channels && output.shape == input.shape, "The shapes differ.")
        let columns = input.count / channels
        // Runs that are still in the first-level cache when they are scaled.
        let length = 4096
        for channel in 0..<channels {
            let rows = channel..<(channel + 1)
            for start in stride(from: 0, to: columns, by: length) {
                let count = min(length, columns - start)
                func run(_ tensor: Tensor) -> MatrixView {
                    MatrixView(tensor, offset: channel * columns + start, rows: 1, columns: count, rowStride: count)
                }
                run(output).copy(from: run(input))
                activation.apply(run(output), rowScale: scale.rows(rows), rowShift: shift.rows(rows))
            }
        }
    }
}
