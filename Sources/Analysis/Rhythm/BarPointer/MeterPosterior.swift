import Glibc

/// How many beats a bar has in a song as a whole, given its beats: the likelihood of the evidence at the beats under
/// each meter kept throughout, over all phases and irregular bars.
struct MeterPosterior {
    /// Posterior probability by beats per bar; the meters that are not allowed are missing. The evidence is weakened so
    /// that a long song is no surer than `meterMemoryBeats` beats of it would be.
    static func probabilities(_ beats: [BestPath.Beat], _ model: BarPointerModel) -> [Int: Double] {
        let parameters = model.parameters
        let weight = parameters.posteriorWeight * min(1, parameters.meterMemoryBeats / Double(max(1, beats.count)))
        // What bars cost is weakened like the evidence that it is set against.
        let graph = model.graph.weighingBars(weight, parameters)
        let rows = graph.rowCount
        let goOn = graph.goOn.map { MeterMasses($0) }
        let end = graph.end.map { MeterMasses($0) }
        var masses = graph.initial.map { row in
            var lanes = MeterMasses(row)
            for lane in lanes.indices where lanes[lane] > 0 {
                lanes[lane] = pow(lanes[lane], parameters.meterPriorPower)
            }
            return lanes
        }
        for (index, beat) in beats.enumerated() {
            if index > 0 {
                var next = [MeterMasses](repeating: MeterMasses(), count: rows)
                for row in 0..<rows {
                    next[0] += masses[row] * end[row]
                    if row + 1 < rows { next[row + 1] = masses[row] * goOn[row] }
                }
                masses = next
            }
            let odds =
                model.sum(true, onset: beat.frame, interval: beat.interval)
                - model.sum(false, onset: beat.frame, interval: beat.interval)
            masses[0] *= exp(weight * odds)
            let total = masses.reduce(MeterMasses(), +).sum()
            for row in 0..<rows { masses[row] /= total }
        }
        let lanes = masses.reduce(MeterMasses(), +)
        let total = lanes.sum()
        var result: [Int: Double] = [:]
        for meter in MeterGraph.meters where graph.initial[0][meter - 2] > 0 {
            result[meter] = lanes[meter - 2] / total
        }
        return result
    }
}
