internal import NeuralNetwork
internal import Tensors

/// A layer of the cross-domain transformer: attention to its own branch or to the other one, then a feed-forward
/// network, each normalised before and scaled after (`MyTransformerEncoderLayer`, `CrossTransformerEncoderLayer`).
struct TransformerLayer: Sendable {
    /// Rows of the feed-forward network in work at a time.
    private static let blockLength = 672

    private let channels: Int
    /// Of the queries, of the keys (of another branch only), and before the feed-forward network.
    private let queryNorm, keyNorm, feedForwardNorm: LayerNorm
    private let attention: MultiheadAttention
    private let expansion, contraction: Linear
    private let attentionScale, feedForwardScale: LayerScale?
    private let outputNorm: GlobalNorm?

    init(_ weights: Weights, isCross: Bool, configuration: HTDemucsConfiguration) throws(WeightsError) {
        let channels = configuration.transformerChannels
        let hidden = Int(Double(channels) * configuration.hiddenScale)
        self.channels = channels
        queryNorm = try LayerNorm(weights["norm1"], features: channels)
        keyNorm = isCross ? try LayerNorm(weights["norm2"], features: channels) : queryNorm
        feedForwardNorm = try LayerNorm(weights[isCross ? "norm3" : "norm2"], features: channels)
        attention = try MultiheadAttention(
            weights[isCross ? "cross_attn" : "self_attn"], features: channels, headCount: configuration.heads)
        expansion = try Linear(
            weights["linear1"], inputs: channels, outputs: hidden, activation: configuration.usesGELU ? .gelu : .relu)
        contraction = try Linear(weights["linear2"], inputs: hidden, outputs: channels)
        let hasScale = configuration.hasLayerScale
        attentionScale = hasScale ? try LayerScale(weights["gamma_1"], channels: channels) : nil
        feedForwardScale = hasScale ? try LayerScale(weights["gamma_2"], channels: channels) : nil
        outputNorm = configuration.normalisesOutput ? try GlobalNorm(weights["norm_out"], channels: channels) : nil
    }

    /// Transforms `tokens` in place.
    ///
    /// Shapes: tokens [count, channels]; other [any count, channels], the branch that is attended to (`nil`: its own).
    func apply(to tokens: Tensor, attendingTo other: Tensor?, in workspace: Workspace) {
        workspace.scope {
            let attended = workspace.tensor(tokens.shape)
            workspace.scope {
                let queries = queryNorm(tokens, in: workspace)
                let keys = other.map { keyNorm($0, in: workspace) }
                attention.apply(queries, keys: keys, into: attended, in: workspace)
            }
            add(attended, scaledBy: attentionScale, to: tokens)
        }
        for first in stride(from: 0, to: tokens.shape[0], by: Self.blockLength) {
            workspace.scope {
                let block = tokens.rows(first..<min(first + Self.blockLength, tokens.shape[0]))
                let wide = expansion(feedForwardNorm(block, in: workspace), in: workspace)
                add(contraction(wide, in: workspace), scaledBy: feedForwardScale, to: block)
            }
        }
        outputNorm?.apply(to: tokens, in: workspace)
    }

    private func add(_ branch: Tensor, scaledBy scale: LayerScale?, to tokens: Tensor) {
        if let scale { scale.add(branch.matrix, to: tokens.matrix) } else { tokens.add(branch) }
    }
}

/// Normalisation of all tokens together, then a scale and a shift per channel (`MyGroupNorm` of one group).
private struct GlobalNorm: Sendable {
    /// Shape [channels] each.
    private let weight, bias, zero: Tensor

    init(_ weights: Weights, channels: Int) throws(WeightsError) {
        weight = try weights.tensor("weight", Shape(channels))
        bias = try weights.tensor("bias", Shape(channels))
        zero = Tensor(zeros: Shape(channels))
    }

    /// Normalises in place: shape [tokens, channels].
    func apply(to tokens: Tensor, in workspace: Workspace) {
        var moments = Moments()
        moments.add(tokens)
        workspace.scope {
            let (scale, shift) = (workspace.tensor(weight.shape), workspace.tensor(weight.shape))
            Normalisation.rowAffine(
                moments, epsilon: 1e-5, weight: weight, bias: bias, rowShift: zero, scale: scale, shift: shift)
            tokens.matrix.scale(columnFactor: scale, columnShift: shift)
        }
    }
}
