internal import NeuralNetwork
internal import Tensors

/// A layer of the cross-domain transformer: attention to its own branch or to the other one, then a feed-forward
/// network, each normalised before and scaled after (`MyTransformerEncoderLayer`, `CrossTransformerEncoderLayer`).
struct TransformerLayer: Sendable {
    /// Rows of the feed-forward network in work at a time.
    private static let blockLength = 384

    private let channels: Int
    private let hidden: Int
    private let headCount: Int
    private let isCross: Bool
    private let activation: Activation
    /// Of the queries, of the keys (of another branch only), and before the feed-forward network.
    private let queryNorm, keyNorm, feedForwardNorm: Affine
    /// Queries, keys and values from the channels: [3 * channels, channels]; the queries are scaled already.
    private let projection, projectionBias: Tensor
    private let outputProjection, outputBias: Tensor
    private let expansion, expansionBias: Tensor
    private let contraction, contractionBias: Tensor
    private let attentionScale, feedForwardScale: Tensor
    private let outputNorm: Affine?

    /// A weight and a bias per channel.
    private struct Affine: Sendable {
        let weight, bias: Tensor

        init(_ weights: Weights, channels: Int) throws(WeightsError) {
            weight = try weights.tensor("weight", Shape(channels))
            bias = try weights.tensor("bias", Shape(channels))
        }
    }

    init(_ weights: Weights, isCross: Bool, configuration: HTDemucsConfiguration) throws(WeightsError) {
        channels = configuration.transformerChannels
        hidden = Int(Double(channels) * configuration.hiddenScale)
        headCount = configuration.heads
        self.isCross = isCross
        activation = configuration.usesGELU ? .gelu : .relu
        queryNorm = try Affine(weights["norm1"], channels: channels)
        keyNorm = isCross ? try Affine(weights["norm2"], channels: channels) : queryNorm
        feedForwardNorm = try Affine(weights[isCross ? "norm3" : "norm2"], channels: channels)
        let attention = weights[isCross ? "cross_attn" : "self_attn"]
        projection = try attention.tensor("in_proj_weight", Shape(3 * channels, channels))
        projectionBias = try attention.tensor("in_proj_bias", Shape(3 * channels))
        let scale = 1 / Float(channels / headCount).squareRoot()
        projection.rows(0..<channels).scale(by: scale)
        projectionBias.rows(0..<channels).scale(by: scale)
        outputProjection = try attention["out_proj"].tensor("weight", Shape(channels, channels))
        outputBias = try attention["out_proj"].tensor("bias", Shape(channels))
        expansion = try weights["linear1"].tensor("weight", Shape(hidden, channels))
        expansionBias = try weights["linear1"].tensor("bias", Shape(hidden))
        contraction = try weights["linear2"].tensor("weight", Shape(channels, hidden))
        contractionBias = try weights["linear2"].tensor("bias", Shape(channels))
        let ones = Tensor([Float](repeating: 1, count: channels), shape: Shape(channels))
        attentionScale =
            configuration.hasLayerScale ? try weights["gamma_1"].tensor("scale", Shape(channels)) : ones
        feedForwardScale =
            configuration.hasLayerScale ? try weights["gamma_2"].tensor("scale", Shape(channels)) : ones
        outputNorm = configuration.normalisesOutput ? try Affine(weights["norm_out"], channels: channels) : nil
    }

    /// Transforms `tokens` in place.
    ///
    /// Shapes: tokens [count, channels]; other [any count, channels], the branch that is attended to (`nil`: its own).
    func apply(to tokens: Tensor, attendingTo other: Tensor?, in workspace: Workspace) {
        let count = tokens.shape[0]
        workspace.scope {
            let attended = workspace.tensor(Shape(count, channels))
            workspace.scope {
                let normalised = workspace.tensor(Shape(count, channels))
                normalise(tokens, by: queryNorm, into: normalised)
                if let other {
                    attend(normalised, to: other, into: attended, in: workspace)
                } else {
                    let packed = workspace.tensor(Shape(count, 3 * channels)).matrix
                    project(normalised, by: 0..<(3 * channels), into: packed)
                    ScaledDotProductAttention.apply(
                        queries: packed.columns(0..<channels), keys: packed.columns(channels..<(2 * channels)),
                        values: packed.columns((2 * channels)..<(3 * channels)), headCount: headCount,
                        into: attended.matrix, in: workspace)
                }
            }
            let projected = workspace.tensor(Shape(count, channels)).matrix
            MatrixProduct.multiply(
                attended.matrix, outputProjection.matrix, into: projected, rightIsTransposed: true)
            tokens.matrix.add(projected, columnShift: outputBias, columnWeight: attentionScale)
        }
        workspace.scope { feedForward(tokens, in: workspace) }
        if let outputNorm { normaliseWhole(tokens, by: outputNorm, in: workspace) }
    }

    private func attend(_ queries: Tensor, to other: Tensor, into attended: Tensor, in workspace: Workspace) {
        let projected = workspace.tensor(queries.shape).matrix
        project(queries, by: 0..<channels, into: projected)
        let packed = workspace.tensor(Shape(other.shape[0], 2 * channels)).matrix
        workspace.scope {
            let normalised = workspace.tensor(other.shape)
            normalise(other, by: keyNorm, into: normalised)
            project(normalised, by: channels..<(3 * channels), into: packed)
        }
        ScaledDotProductAttention.apply(
            queries: projected, keys: packed.columns(0..<channels), values: packed.columns(channels..<(2 * channels)),
            headCount: headCount, into: attended.matrix, in: workspace)
    }

    private func project(_ tokens: Tensor, by rows: Range<Int>, into output: MatrixView) {
        MatrixProduct.multiply(
            tokens.matrix, projection.rows(rows).matrix, into: output, rightIsTransposed: true)
        output.add(columnShift: projectionBias.rows(rows))
    }

    private func feedForward(_ tokens: Tensor, in workspace: Workspace) {
        let count = tokens.shape[0]
        let length = min(count, Self.blockLength)
        let normalised = workspace.tensor(Shape(length, channels))
        let wide = workspace.tensor(Shape(length, hidden))
        for first in stride(from: 0, to: count, by: length) {
            let rows = first..<min(first + length, count)
            let block = tokens.rows(rows)
            let (input, inner) = (normalised.rows(0..<rows.count), wide.rows(0..<rows.count))
            normalise(block, by: feedForwardNorm, into: input)
            MatrixProduct.multiply(input.matrix, expansion.matrix, into: inner.matrix, rightIsTransposed: true)
            activation.apply(inner.matrix, columnShift: expansionBias)
            MatrixProduct.multiply(inner.matrix, contraction.matrix, into: input.matrix, rightIsTransposed: true)
            block.matrix.add(input.matrix, columnShift: contractionBias, columnWeight: feedForwardScale)
        }
    }

    private func normalise(_ tokens: Tensor, by affine: Affine, into output: Tensor) {
        Normalisation.layer(
            tokens.matrix, weight: affine.weight, bias: affine.bias, epsilon: 1e-5, into: output.matrix)
    }

    /// Normalises all tokens together (`GroupNorm` of one group), in place.
    private func normaliseWhole(_ tokens: Tensor, by affine: Affine, in workspace: Workspace) {
        var moments = Moments()
        moments.add(tokens)
        workspace.scope {
            let (scale, shift) = (workspace.tensor(Shape(channels)), workspace.tensor(Shape(channels)))
            let zero = workspace.zeros(Shape(channels))
            Normalisation.rowAffine(
                moments, epsilon: 1e-5, weight: affine.weight, bias: affine.bias, rowShift: zero, scale: scale,
                shift: shift)
            tokens.matrix.scale(columnFactor: scale, columnShift: shift)
        }
    }
}
