import Glibc

/// The two passes of `ChordPosterior`.
struct ChordPosteriorPass {
    private let cellCount: Int
    private let keys: [Int]
    private let start: [Double]
    /// Evidence [cells, 157] and lengths as factors.
    private let evidence: [Double]
    private let durations: [Double]
    /// Successions as factors [from, to], and [to, from].
    private var forward: [Int: [Double]] = [:]
    private var backward: [Int: [Double]] = [:]

    /// Below this share of the sum, predecessors count for nothing.
    private static let negligible = 1e-13

    init(_ lattice: ChordLattice, temperature: Double) {
        let scale = 1 / temperature
        let count = ChordStates.count
        cellCount = lattice.cellCount
        keys = lattice.keys
        start = lattice.start.map { exp(scale * $0) }
        evidence = lattice.evidence.map { exp(scale * $0) }
        durations = lattice.durations.map { exp(scale * $0) }
        for (key, values) in lattice.successions where Set(lattice.keys).contains(key) {
            let factors = values.map { exp(scale * $0) }
            forward[key] = factors
            var transposed = factors
            for from in 0..<count {
                for to in 0..<count { transposed[to * count + from] = factors[from * count + to] }
            }
            backward[key] = transposed
        }
    }

    /// Probabilities [cells, 157].
    mutating func probabilities() -> [Double] {
        let count = ChordStates.count
        guard cellCount > 0 else { return [] }
        let ahead = forwardSums()
        let behind = backwardSums()
        var result = [Double](repeating: 0, count: cellCount * count)
        // A chord sounds in a cell if it began there or sounded before, and did not end in between.
        var sounding = [Double](repeating: 0, count: count)
        let total =
            ahead.scales[0] + behind.scales[0]
            + log((0..<count).reduce(0) { $0 + ahead.beginning[$1] * behind.beginning[$1] })
        for cell in 0..<cellCount {
            let row = cell * count
            let scale = exp(ahead.scales[cell] + behind.scales[cell] - total)
            let endScale = cell == 0 ? 0 : exp(ahead.endScales[cell] + behind.endScales[cell] - total)
            var sum = 0.0
            for state in 0..<count {
                sounding[state] += scale * ahead.beginning[row + state] * behind.beginning[row + state]
                if cell > 0 {
                    sounding[state] -= endScale * ahead.ending[row + state] * behind.ending[row + state]
                }
                sounding[state] = max(0, sounding[state])
                sum += sounding[state]
            }
            for state in 0..<count { result[row + state] = sounding[state] / sum }
        }
        return result
    }

    /// Sums over the chords that begin (without those that merely go on) and end at every edge, each with the
    /// logarithm of its scale.
    private struct Sums {
        var beginning: [Double]
        var ending: [Double]
        var scales: [Double]
        var endScales: [Double]
    }

    private func forwardSums() -> Sums {
        let (count, longest) = (ChordStates.count, ChordDurations.longest)
        let blank = [Double](repeating: 0, count: (cellCount + 1) * count)
        let zeros = [Double](repeating: 0, count: cellCount + 1)
        var sums = Sums(beginning: blank, ending: blank, scales: zeros, endScales: zeros)
        // With those that go on.
        var entering = blank
        for state in 0..<count { entering[state] = start[state] }
        sums.beginning = entering
        var going = [Double](repeating: 0, count: count)
        for edge in 1...cellCount {
            var products = [Double](repeating: 1, count: count)
            let target = edge * count
            let reference = sums.scales[edge - 1]
            for length in 1...min(longest, edge) {
                let first = edge - length
                let factor = exp(sums.scales[first] - reference)
                let weight = factor * durations[first * ChordLattice.durationCount + length - 1]
                let row = first * count
                for state in 0..<count {
                    products[state] *= evidence[row + state]
                    sums.ending[target + state] += weight * (entering[row + state] * products[state])
                }
            }
            sums.endScales[edge] = reference
            guard edge < cellCount else { break }
            if edge >= longest {
                let first = edge - longest
                let weight =
                    exp(sums.scales[first] - reference) * durations[first * ChordLattice.durationCount + longest]
                for state in 0..<count { going[state] = weight * (entering[first * count + state] * products[state]) }
            }
            if let factors = forward[keys[edge]] { spread(sums.ending, factors, into: &sums.beginning, at: target) }
            var total = 0.0
            for state in 0..<count { total += sums.beginning[target + state] + going[state] }
            for state in 0..<count {
                sums.beginning[target + state] /= total
                entering[target + state] = sums.beginning[target + state] + going[state] / total
            }
            sums.scales[edge] = reference + log(total)
        }
        return sums
    }

    private func backwardSums() -> Sums {
        let (count, longest) = (ChordStates.count, ChordDurations.longest)
        let blank = [Double](repeating: 0, count: (cellCount + 1) * count)
        let zeros = [Double](repeating: 0, count: cellCount + 1)
        var sums = Sums(beginning: blank, ending: blank, scales: zeros, endScales: zeros)
        for state in 0..<count { sums.ending[cellCount * count + state] = 1 }
        for edge in stride(from: cellCount - 1, through: 0, by: -1) {
            var products = [Double](repeating: 1, count: count)
            let target = edge * count
            let reference = sums.endScales[edge + 1]
            for length in 1...min(longest, cellCount - edge) {
                let end = edge + length
                let weight =
                    exp(sums.endScales[end] - reference)
                    * durations[edge * ChordLattice.durationCount + length - 1]
                let row = (end - 1) * count
                for state in 0..<count {
                    products[state] *= evidence[row + state]
                    sums.beginning[target + state] += weight * (sums.ending[end * count + state] * products[state])
                }
            }
            if edge + longest < cellCount {
                let end = edge + longest
                let weight =
                    exp(sums.scales[end] - reference) * durations[edge * ChordLattice.durationCount + longest]
                for state in 0..<count {
                    sums.beginning[target + state] += weight * (sums.beginning[end * count + state] * products[state])
                }
            }
            sums.scales[edge] = reference
            guard edge > 0 else { break }
            if let factors = backward[keys[edge]] { spread(sums.beginning, factors, into: &sums.ending, at: target) }
            var total = 0.0
            for state in 0..<count { total += sums.ending[target + state] }
            for state in 0..<count { sums.ending[target + state] /= total }
            sums.endScales[edge] = reference + log(total)
        }
        return sums
    }

    /// Adds `factors`' rows, weighted by `source`, to `target`, both at `row`.
    private func spread(_ source: [Double], _ factors: [Double], into target: inout [Double], at row: Int) {
        let count = ChordStates.count
        var highest = 0.0
        for state in 0..<count { highest = max(highest, source[row + state]) }
        for from in 0..<count where source[row + from] > ChordPosteriorPass.negligible * highest {
            let weight = source[row + from]
            for to in 0..<count { target[row + to] += weight * factors[from * count + to] }
        }
    }
}
