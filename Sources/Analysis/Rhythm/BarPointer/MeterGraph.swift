import Glibc

/// One number per meter: lane i belongs to i + 2 beats per bar, the last two lanes to none.
typealias MeterLanes = SIMD8<Float>

/// How the position in the bar moves from beat to beat, as probabilities by position (row) and meter (lane).
///
/// After a beat a bar goes on or ends. A bar ends after its last beat; seldom already after its half, after two beats,
/// or one or two beats early; and as seldom it takes one or two beats more. At the bar line the meter seldom changes.
struct MeterGraph: Sendable {
    /// Numbers of beats per bar that lanes exist for.
    static let meters = 2...7
    /// Positions in a bar, counting the beats by which one may be too long: more rows than any bar has beats.
    static let longestBar = 8

    /// Positions in a bar of the longest allowed meter.
    let rowCount: Int
    /// Probability that the next beat belongs to the same bar.
    private(set) var goOn: [MeterLanes]
    /// Probability that the next beat begins a bar, times the weight of the bar that ends.
    private(set) var end: [MeterLanes]
    /// Probability that the meter stays the same at a bar line.
    let keep: MeterLanes
    /// Probability of this meter after a bar line of another.
    let change: MeterLanes
    /// Probability of the beat that the song begins in.
    private(set) var initial: [MeterLanes]

    /// The graph of the allowed meters: at least one of 2...7.
    init(_ parameters: BarPointerParameters, allowed: Set<Int>?) throws(BarPointerError) {
        let weights = parameters.meterLogWeights.filter { meter, weight in
            MeterGraph.meters.contains(meter) && weight > -.infinity && allowed?.contains(meter) ?? true
        }
        guard let longest = weights.keys.max() else { throw .noMeter }
        rowCount = min(MeterGraph.longestBar, longest + 2)
        let zeros = [MeterLanes](repeating: MeterLanes(), count: rowCount)
        (goOn, end, initial) = (zeros, zeros, zeros)
        // Relative to all meters of the parameters: fewer of them are a part of the same model.
        let total = parameters.meterLogWeights.values.reduce(0) { $0 + exp($1) }
        var change = MeterLanes()
        for (meter, weight) in weights {
            let lane = meter - 2
            if weights.count > 1 { change[lane] = Float(parameters.meterChangeProbability / Double(weights.count - 1)) }
            for position in 0..<min(rowCount, meter + 2) {
                let share = MeterGraph.endProbability(
                    afterBeats: position + 1, of: meter, isLast: position + 1 == rowCount, parameters)
                end[position][lane] = Float(share * exp(parameters.barLogWeights[meter] ?? 0))
                goOn[position][lane] = Float(1 - share)
                if position < meter { initial[position][lane] = Float(exp(weight) / total / Double(meter)) }
            }
        }
        self.change = change
        keep = MeterLanes(repeating: weights.count > 1 ? Float(1 - parameters.meterChangeProbability) : 1)
    }

    /// The same graph with the weights of bars raised to a power.
    func weighingBars(_ power: Double, _ parameters: BarPointerParameters) -> MeterGraph {
        var graph = self
        for (meter, weight) in parameters.barLogWeights {
            for position in end.indices { graph.end[position][meter - 2] *= Float(exp((power - 1) * weight)) }
        }
        return graph
    }

    private static func endProbability(
        afterBeats beats: Int, of meter: Int, isLast: Bool, _ parameters: BarPointerParameters
    ) -> Double {
        if isLast || beats == meter + 2 { return 1 }
        if beats == meter + 1 { return 0.5 }
        if beats == meter { return 1 - parameters.irregularBarProbability }
        if beats < 2 { return 0 }
        if 2 * beats == meter { return parameters.halfBarProbability }
        return beats == 2 || beats >= meter - 2 ? parameters.irregularBarProbability : 0
    }
}

extension MeterLanes {
    /// The natural logarithm of each number.
    var logarithms: MeterLanes {
        var result = self
        for lane in indices { result[lane] = log(self[lane]) }
        return result
    }
}
