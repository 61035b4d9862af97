import NeuralNetwork
import Tensors

/// What the networks on pitch classes have in common: a ring convolution of every cell by itself, then residual ones of
/// three taps with growing dilations along the cells.
struct RingTrunk: Sendable {
    let channels: Int
    private let input: RingConvolution
    private let blocks: [RingConvolution]

    /// Reads "input" and "blocks"; the number of channels is that of the weights.
    ///
    /// - Throws: `WeightsError`.
    init(_ weights: Weights, inputs: Int, dilations: [Int]) throws(WeightsError) {
        let channels = weights["input"]["convolution"].shape(of: "weight")?.first ?? 0
        guard channels > 0, channels <= 1024 else {
            throw .missing(path: "input.convolution.weight", needed: Shape(1, inputs, 12, 1))
        }
        self.channels = channels
        input = try RingConvolution(weights["input"], inputs: inputs, outputs: channels, tapCount: 1)
        var blocks: [RingConvolution] = []
        for (index, dilation) in dilations.enumerated() {
            blocks.append(
                try RingConvolution(
                    weights["blocks"][index], inputs: channels, outputs: channels, tapCount: 3, dilation: dilation))
        }
        self.blocks = blocks
    }

    /// From [cells, inputs * 12] to [cells, channels * 12].
    func callAsFunction(_ rows: Tensor, in workspace: Workspace) -> Tensor {
        let state = input(rows, activation: .elu, in: workspace)
        for block in blocks {
            workspace.scope { state.matrix.add(block(state, activation: .elu, in: workspace).matrix) }
        }
        return state
    }
}
