import Glibc

/// Probabilities of all chords in every cell: forward-backward over the same semi-Markov model that
/// `ChordSequenceDecoder` decodes, all segmentations summed up.
///
/// Sums are kept as plain numbers with a logarithmic scale for each edge; scores are divided by a temperature first.
struct ChordPosterior: Sendable {
    /// Probabilities [cells, 157]; each cell's sum is 1.
    let probabilities: [Double]

    init(_ lattice: ChordLattice, temperature: Double) {
        var pass = ChordPosteriorPass(lattice, temperature: temperature)
        probabilities = pass.probabilities()
    }

    /// The mean probability of a segment's chord over its cells.
    func probability(of segment: ChordSegment) -> Double {
        guard !segment.cells.isEmpty else { return 0 }
        let sum = segment.cells.reduce(0) { $0 + probabilities[$1 * ChordStates.count + segment.state] }
        return min(1, sum / Double(segment.cells.count))
    }

    /// The most likely chords of a cell, best first.
    func best(_ number: Int, in cell: Int) -> [(state: Int, probability: Double)] {
        let row = cell * ChordStates.count
        var best: [(state: Int, probability: Double)] = []
        for state in 0..<ChordStates.count {
            let probability = probabilities[row + state]
            if best.count == number, let last = best.last, probability <= last.probability { continue }
            let place = best.firstIndex { $0.probability < probability } ?? best.count
            best.insert((state, probability), at: place)
            if best.count > number { best.removeLast() }
        }
        return best
    }
}
