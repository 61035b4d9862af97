import NeuralNetwork
import Tensors

/// Finds the key of every beat of a song from its chords: convolutions around the ring of pitch classes and along the
/// beats, trained on composed songs, whose keys are known (training/analysis-networks/train_keys.py). It knows what
/// statistics of single chords do not: which chord the phrases come to rest on.
struct KeyNetwork: Sendable {
    private static let dilations = [1, 2, 4, 8, 16, 32, 64]
    /// The qualities, no chord, and the beginning of a bar.
    private static let inputs = ChordStates.qualities.count + 2

    private let trunk: RingTrunk
    private let context: RingConvolution
    private let key: RingHead

    /// Reads the weights that `training/analysis-networks` writes.
    ///
    /// - Throws: `WeightsError`.
    init(_ weights: Weights) throws(WeightsError) {
        trunk = try RingTrunk(weights, inputs: KeyNetwork.inputs, dilations: KeyNetwork.dilations)
        let channels = trunk.channels
        context = try RingConvolution(weights["context"], inputs: 2 * channels, outputs: channels, tapCount: 1)
        key = try RingHead(weights["key"], inputs: channels, outputs: 2)
    }

    /// Log-probabilities [beats, 24] in the order of `Key.all`. `chords` are states of `ChordStates`, `beginsBar` says
    /// on which beats bars begin.
    func callAsFunction(chords: [Int], beginsBar: [Bool]) -> [Float] {
        precondition(chords.count == beginsBar.count)
        let count = chords.count
        guard count > 0 else { return [] }
        let workspace = Workspace()
        return workspace.scope {
            let state = trunk(rings(chords, beginsBar), in: workspace)
            let view = withMean(state, workspace)
            return LogSoftmax.rows(key.onRing(context(view, activation: .elu, in: workspace)), count: count)
        }
    }

    private func rings(_ chords: [Int], _ beginsBar: [Bool]) -> Tensor {
        let width = KeyNetwork.inputs * 12
        var values = [Float](repeating: 0, count: chords.count * width)
        for (beat, chord) in chords.enumerated() {
            let row = beat * width
            if chord == ChordStates.none {
                for index in 0..<12 { values[row + ChordStates.qualities.count * 12 + index] = 1 }
            } else {
                values[row + chord - 1] = 1
            }
            if beginsBar[beat] {
                for index in 0..<12 { values[row + (ChordStates.qualities.count + 1) * 12 + index] = 1 }
            }
        }
        return Tensor(values, shape: Shape(chords.count, width))
    }

    /// Every beat beside the mean of the song [beats, 2 * channels * 12].
    private func withMean(_ state: Tensor, _ workspace: Workspace) -> Tensor {
        let (count, width) = (state.shape[0], trunk.channels * 12)
        let view = workspace.tensor(Shape(count, 2 * width))
        state.withSpan { values in
            var mean = [Double](repeating: 0, count: width)
            for beat in 0..<count {
                for i in 0..<width { mean[i] += Double(values[beat * width + i]) }
            }
            view.withMutableSpan { target in
                for beat in 0..<count {
                    for i in 0..<width {
                        target[beat * 2 * width + i] = values[beat * width + i]
                        target[(beat * 2 + 1) * width + i] = Float(mean[i] / Double(count))
                    }
                }
            }
        }
        return view
    }
}
