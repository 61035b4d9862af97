public import Tensors

/// Attention of several heads with its projections (Vaswani et al., 2017; PyTorch's `MultiheadAttention`).
public struct MultiheadAttention: Sendable {
    /// Features of a query and of the output.
    public let features: Int
    private let headCount: Int
    /// The scale of the scores is in the queries' projection.
    private let query, key, value, output: Linear

    /// Reads "in_proj_weight" [3 * features, features], or, where there is none, "q_proj_weight", "k_proj_weight" and
    /// "v_proj_weight" [features, ...]; "out_proj.weight" [features, features]; and "in_proj_bias" [3 * features] and
    /// "out_proj.bias" [features] where `hasBias`.
    ///
    /// - Parameters:
    ///   - keyFeatures: features of a key; `nil`: those of a query.
    ///   - valueFeatures: features of a value; `nil`: those of a query.
    /// - Throws: `WeightsError`.
    public init(
        _ weights: Weights, features: Int, headCount: Int, keyFeatures: Int? = nil, valueFeatures: Int? = nil,
        hasBias: Bool = true
    ) throws(WeightsError) {
        precondition(headCount > 0 && features > 0 && features % headCount == 0, "The features do not divide.")
        self.features = features
        self.headCount = headCount
        let (k, v) = (keyFeatures ?? features, valueFeatures ?? features)
        let isSeparate = (k, v) != (features, features) || weights.shape(of: "in_proj_weight") == nil
        var projections: [Tensor] = []
        if isSeparate, weights.shape(of: "q_proj_weight") != nil || (k, v) != (features, features) {
            projections.append(try weights.tensor("q_proj_weight", Shape(features, features)))
            projections.append(try weights.tensor("k_proj_weight", Shape(features, k)))
            projections.append(try weights.tensor("v_proj_weight", Shape(features, v)))
        } else {
            let packed = try weights.tensor("in_proj_weight", Shape(3 * features, features))
            for i in 0..<3 { projections.append(packed.rows((i * features)..<((i + 1) * features))) }
        }
        let bias = hasBias ? try weights.tensor("in_proj_bias", Shape(3 * features)) : nil
        let biases = (0..<3).map { i in bias?.rows((i * features)..<((i + 1) * features)) }
        let scale = 1 / Float(features / headCount).squareRoot()
        projections[0].scale(by: scale)
        biases[0]?.scale(by: scale)
        query = Linear(weight: projections[0], bias: biases[0])
        key = Linear(weight: projections[1], bias: biases[1])
        value = Linear(weight: projections[2], bias: biases[2])
        output = try Linear(weights["out_proj"], inputs: features, outputs: features, hasBias: hasBias)
    }

    /// What every query finds, in a tensor of the workspace: shape [queries, features].
    ///
    /// - Parameters:
    ///   - queries: shape [queries, features].
    ///   - keys: shape [keys, key features]; `nil`: the queries (self-attention).
    ///   - values: shape [keys, value features]; `nil`: the keys.
    ///   - mask: added to the scores of every head: shape [queries, keys]. A query all of whose keys are at minus
    ///     infinity finds zeros.
    ///   - isCausal: whether a query must not see keys at later positions than its own.
    public func callAsFunction(
        _ queries: Tensor, keys: Tensor? = nil, values: Tensor? = nil, mask: Tensor? = nil, isCausal: Bool = false,
        in workspace: Workspace
    ) -> Tensor {
        let result = workspace.tensor(Shape(queries.shape[0], features))
        apply(queries, keys: keys, values: values, mask: mask, isCausal: isCausal, into: result, in: workspace)
        return result
    }

    /// The same into `result`, which must not be one of the inputs.
    public func apply(
        _ queries: Tensor, keys: Tensor? = nil, values: Tensor? = nil, mask: Tensor? = nil, isCausal: Bool = false,
        into result: Tensor, in workspace: Workspace
    ) {
        let keys = keys ?? queries
        let values = values ?? keys
        precondition(values.shape[0] == keys.shape[0], "There must be a value for every key.")
        precondition(
            mask.map { $0.shape == Shape(queries.shape[0], keys.shape[0]) } ?? true, "The mask does not fit.")
        workspace.scope {
            let found = workspace.tensor(result.shape)
            workspace.scope {
                let (q, k) = (query(queries, in: workspace), key(keys, in: workspace))
                ScaledDotProductAttention.apply(
                    queries: q.matrix, keys: k.matrix, values: value(values, in: workspace).matrix,
                    headCount: headCount, isCausal: isCausal, mask: mask?.matrix, into: found.matrix, in: workspace)
            }
            output.apply(found.matrix, into: result.matrix)
        }
    }
}
