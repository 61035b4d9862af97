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
}
