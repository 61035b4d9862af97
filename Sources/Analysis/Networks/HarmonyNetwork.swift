import Glibc
import NeuralNetwork
import Tensors

/// Finds chord, bass note and key of every cell from the notes that sound in it and around it. Every layer treats the
/// twelve transpositions alike, so that a chord that was learnt on one root is known on all.
struct HarmonyNetwork: Sendable {
    private static let dilations = [1, 2, 4, 8]
    private static let qualityCount = 13
    private static let inputs = HarmonyInput.viewCount * HarmonyInput.noteCount / 12 + HarmonyInput.levelCount
    /// Cells to either side from which the local key is told.
    private static let keyReach = 32

    private let trunk: RingTrunk
    private let keyContext: RingConvolution
    private let quality, noChord, bass, noBass, key: RingHead

    /// Reads the weights that `training/analysis-networks` writes.
    ///
    /// - Throws: `WeightsError`.
    init(_ weights: Weights) throws(WeightsError) {
        trunk = try RingTrunk(weights, inputs: HarmonyNetwork.inputs, dilations: HarmonyNetwork.dilations)
        let channels = trunk.channels
        keyContext = try RingConvolution(weights["key_context"], inputs: 2 * channels, outputs: channels, tapCount: 1)
        quality = try RingHead(weights["quality"], inputs: channels, outputs: HarmonyNetwork.qualityCount)
        noChord = try RingHead(weights["no_chord"], inputs: channels, outputs: 1)
        bass = try RingHead(weights["bass"], inputs: channels, outputs: 1)
        noBass = try RingHead(weights["no_bass"], inputs: channels, outputs: 1)
        key = try RingHead(weights["key"], inputs: channels, outputs: 2)
    }

    /// Log-probabilities for every cell.
    func callAsFunction(_ input: HarmonyInput) -> HarmonyPosteriors {
        let count = input.cellCount
        guard count > 0 else { return HarmonyPosteriors(cellCount: 0, chords: [], bass: [], keys: []) }
        let workspace = Workspace()
        return workspace.scope {
            let channels = trunk.channels
            let state = trunk(rows(input), in: workspace)
            let pooled = state.withSpan { values in
                (0..<count * channels).map { index in
                    (0..<12).reduce(Float(0)) { $0 + values[index * 12 + $1] } / 12
                }
            }
            let context = keyContext(keyView(state, workspace), activation: .elu, in: workspace)
            return HarmonyPosteriors(
                cellCount: count,
                chords: joined(noChord.pooled(pooled, count), quality.onRing(state), cellCount: count),
                bass: joined(noBass.pooled(pooled, count), bass.onRing(state), cellCount: count),
                keys: LogSoftmax.rows(key.onRing(context), count: count))
        }
    }

    /// Notes and levels side by side [cells, inputs * 12].
    private func rows(_ input: HarmonyInput) -> Tensor {
        let (width, levels) = (HarmonyInput.viewCount * HarmonyInput.noteCount, HarmonyInput.levelCount)
        var rows: [Float] = []
        rows.reserveCapacity(input.cellCount * HarmonyNetwork.inputs * 12)
        for cell in 0..<input.cellCount {
            rows += input.notes[cell * width..<(cell + 1) * width]
            for level in 0..<levels { rows += Array(repeating: input.levels[cell * levels + level], count: 12) }
        }
        return Tensor(rows, shape: Shape(input.cellCount, HarmonyNetwork.inputs * 12))
    }

    /// Means of the neighbourhood and of the whole song, side by side [cells, 2 * channels * 12].
    private func keyView(_ state: Tensor, _ workspace: Workspace) -> Tensor {
        let (count, width) = (state.shape[0], trunk.channels * 12)
        var sums = [Double](repeating: 0, count: (count + 1) * width)
        state.withSpan { values in
            for cell in 0..<count {
                for i in 0..<width {
                    sums[(cell + 1) * width + i] = sums[cell * width + i] + Double(values[cell * width + i])
                }
            }
        }
        let view = workspace.tensor(Shape(count, 2 * width))
        view.withMutableSpan { target in
            for cell in 0..<count {
                let low = max(0, cell - HarmonyNetwork.keyReach)
                let high = min(count, cell + HarmonyNetwork.keyReach + 1)
                for i in 0..<width {
                    let local = (sums[high * width + i] - sums[low * width + i]) / Double(high - low)
                    target[cell * 2 * width + i] = Float(local)
                    target[(cell * 2 + 1) * width + i] = Float(sums[count * width + i] / Double(count))
                }
            }
        }
        return view
    }

    /// The alternative in front of the twelve (or more), normalised together.
    private func joined(_ first: [Float], _ rest: [Float], cellCount: Int) -> [Float] {
        let width = rest.count / cellCount
        let rows = (0..<cellCount).flatMap { [first[$0]] + rest[$0 * width..<($0 + 1) * width] }
        return LogSoftmax.rows(rows, count: cellCount)
    }
}
