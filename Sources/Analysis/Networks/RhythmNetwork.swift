import NeuralNetwork
import Tensors

/// Finds beats and downbeats in onsets and levels of all parts: a temporal convolutional network (Davies & Boeck,
/// Temporal Convolutional Networks for Musical Audio Beat Tracking, EUSIPCO 2019) that sees 20 seconds to either side.
struct RhythmNetwork: Sendable {
    private static let kernel = 5
    private static let dilations = (0..<10).map { 1 << $0 }
    /// Frames to either side that an output depends on.
    private static let reach = 2 + 2 * dilations.reduce(0, +)
    static let usualChunk = 12_000

    private let input: Convolution1D
    private let blocks: [Convolution1D]
    private let mixers: [Convolution1D]
    private let output: Convolution1D

    /// Reads the weights that `training/analysis-networks` writes.
    ///
    /// - Throws: `WeightsError`.
    init(_ weights: Weights) throws(WeightsError) {
        let inputs = RhythmInput.channelCount
        let channels = weights["input"].shape(of: "weight")?.first ?? 0
        guard channels > 0, channels <= 1024 else {
            throw .missing(path: "input.weight", needed: Shape(1, inputs, RhythmNetwork.kernel))
        }
        input = try Convolution1D(
            weights["input"], inputs: inputs, outputs: channels, kernel: RhythmNetwork.kernel, padding: 2,
            activation: .elu)
        var (blocks, mixers): ([Convolution1D], [Convolution1D]) = ([], [])
        for (index, dilation) in RhythmNetwork.dilations.enumerated() {
            blocks.append(
                try Convolution1D(
                    weights["blocks"][index], inputs: channels, outputs: channels, kernel: RhythmNetwork.kernel,
                    padding: EndPadding(2 * dilation), dilation: dilation, activation: .elu))
            mixers.append(try Convolution1D(weights["mixers"][index], inputs: channels, outputs: channels, kernel: 1))
        }
        (self.blocks, self.mixers) = (blocks, mixers)
        output = try Convolution1D(weights["output"], inputs: channels, outputs: 2, kernel: 1)
    }

    /// Probabilities of beats and downbeats; memory does not grow beyond what the input takes.
    func callAsFunction(
        _ input: RhythmInput, chunkFrameCount: Int = RhythmNetwork.usualChunk
    ) -> RhythmActivations {
        var result = RhythmActivations()
        let workspace = Workspace()
        for start in stride(from: 0, to: input.frameCount, by: chunkFrameCount) {
            let end = min(input.frameCount, start + chunkFrameCount)
            let low = max(0, start - RhythmNetwork.reach)
            let high = min(input.frameCount, end + RhythmNetwork.reach)
            let piece = Tensor(
                (0..<RhythmInput.channelCount).flatMap { channel in
                    input.values[channel * input.frameCount + low..<channel * input.frameCount + high]
                }, shape: Shape(RhythmInput.channelCount, high - low))
            workspace.scope {
                let logits = forward(piece, workspace)
                Activation.sigmoid.apply(logits)
                logits.withSpan { values in
                    for frame in start - low..<end - low {
                        result.beat.append(values[frame])
                        result.downbeat.append(values[high - low + frame])
                    }
                }
            }
        }
        return result
    }

    private func forward(_ piece: Tensor, _ workspace: Workspace) -> Tensor {
        let state = input(piece, in: workspace)
        for (block, mixer) in zip(blocks, mixers) {
            workspace.scope { state.matrix.add(mixer(block(state, in: workspace), in: workspace).matrix) }
        }
        Activation.elu.apply(state)
        return output(state, in: workspace)
    }
}
