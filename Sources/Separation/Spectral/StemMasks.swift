/// Each stem's share of every point, from the cues: a log-linear model (multinomial logistic regression), the
/// probabilistic way of adding up evidence, whose shares are soft masks that sum to one.
struct StemMasks: Sendable {
    /// The stems whose evidence is counted against that of the rest.
    static let stemCount = 3
    private static let cueCount = Cue.allCases.count

    private let bias: [Float]  // [stem, bin]
    private let weights: [Float]  // [stem, cue, bin]

    /// Interpolates weights given at some frequencies to all bins.
    ///
    /// - Parameter table: for each of `frequenciesHz`, for each stem the bias and the cues' weights.
    init(table: [Float], frequenciesHz: [Float], binsPerHz: Float) {
        let n = SegmentCues.binCount
        let rowLength = Self.stemCount * (Self.cueCount + 1)
        precondition(table.count == frequenciesHz.count * rowLength)
        var bias = [Float](repeating: 0, count: Self.stemCount * n)
        var weights = [Float](repeating: 0, count: Self.stemCount * Self.cueCount * n)
        let positions = frequenciesHz.map { fastLog($0) }
        for k in 0..<n {
            let position = min(max(fastLog(max(1, Float(k)) / binsPerHz), positions[0]), positions[positions.count - 1])
            let upper = max(1, positions.firstIndex { $0 >= position } ?? positions.count - 1)
            let fraction = (position - positions[upper - 1]) / (positions[upper] - positions[upper - 1])
            func value(_ column: Int) -> Float {
                (1 - fraction) * table[(upper - 1) * rowLength + column] + fraction * table[upper * rowLength + column]
            }
            for stem in 0..<Self.stemCount {
                bias[stem * n + k] = value(stem * (Self.cueCount + 1))
                for cue in 0..<Self.cueCount {
                    weights[(stem * Self.cueCount + cue) * n + k] = value(stem * (Self.cueCount + 1) + 1 + cue)
                }
            }
        }
        self.bias = bias
        self.weights = weights
    }

    /// The masks of one frame: `masks[stem * binCount + bin]`; what they lack to one is the rest's.
    func evaluate(_ cues: [Float], into masks: inout [Float]) {
        let n = SegmentCues.binCount
        for stem in 0..<Self.stemCount {
            let row = stem * n
            for k in 0..<n { masks[row + k] = bias[row + k] }
            for cue in 0..<Self.cueCount {
                let (weight, value) = ((stem * Self.cueCount + cue) * n, cue * n)
                for k in 0..<n { masks[row + k] += weights[weight + k] * cues[value + k] }
            }
        }
        for k in 0..<n {
            let a = fastExp(min(40, max(-40, masks[k])))
            let b = fastExp(min(40, max(-40, masks[n + k])))
            let c = fastExp(min(40, max(-40, masks[2 * n + k])))
            let scale = 1 / (1 + a + b + c)
            masks[k] = a * scale
            masks[n + k] = b * scale
            masks[2 * n + k] = c * scale
        }
    }
}
