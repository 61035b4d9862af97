public import Tensors

/// A table of vectors, looked up by index (PyTorch's `Embedding`).
public struct Embedding: Sendable {
    /// Number of vectors.
    public let count: Int
    /// Features of a vector.
    public let features: Int
    /// Shape [count, features].
    private let weight: Tensor

    /// Reads "weight" [count, features].
    ///
    /// - Throws: `WeightsError`.
    public init(_ weights: Weights, count: Int, features: Int) throws(WeightsError) {
        self.count = count
        self.features = features
        weight = try weights.tensor("weight", Shape(count, features))
    }

    /// The vectors of some indices, in a tensor of the workspace: shape [indices.count, features].
    ///
    /// - Parameter indices: each at least 0 and below `count`.
    public func callAsFunction(_ indices: [Int], in workspace: Workspace) -> Tensor {
        let output = workspace.tensor(Shape(indices.count, features))
        for (row, index) in indices.enumerated() { output[row].copy(from: weight[index]) }
        return output
    }
}
