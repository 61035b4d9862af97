public import Tensors

/// A learned factor for every channel of a residual branch (Touvron et al., 2021, "Going deeper with image transformers").
public struct LayerScale: Sendable {
    /// Shape [channels].
    public let scale: Tensor

    /// Reads the factors [channels], under the name "scale" if no other is given.
    ///
    /// - Throws: `WeightsError`.
    public init(_ weights: Weights, channels: Int, name: String = "scale") throws(WeightsError) {
        scale = try weights.tensor(name, Shape(channels))
    }

    /// The input with every channel scaled, in a tensor of the workspace.
    ///
    /// - Parameter input: shape [channels, ...].
    public func callAsFunction(_ input: Tensor, in workspace: Workspace) -> Tensor {
        let output = workspace.tensor(input.shape)
        output.copy(from: input)
        MatrixView(
            output, rows: input.shape[0], columns: input.count / max(1, input.shape[0]),
            rowStride: input.count / max(1, input.shape[0])
        ).scale(rowFactor: scale)
        return output
    }

    /// Adds the scaled branch to `sum`, whose rows are positions: shapes [positions, channels].
    public func add(_ branch: MatrixView, to sum: MatrixView) {
        precondition(branch.columns == scale.count, "There must be a factor for every column.")
        sum.add(branch, columnWeight: scale)
    }
}
