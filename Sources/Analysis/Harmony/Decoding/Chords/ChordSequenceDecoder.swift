/// The most likely chords of a song: exact Viterbi decoding of a hidden semi-Markov model (Yu, Hidden Semi-Markov
/// Models, Artificial Intelligence 174, 2010) whose segments are chords of 1...32 half-beats.
///
/// A segment's score is the sum of its cells' evidence, of the prior of its length at its place in the bar, and of the
/// succession of chords in the key. A longer chord is several segments of which all but the last have the full length.
/// Chords that no successor could prefer to the best one are left out of the search, which changes no result.
struct ChordSequenceDecoder {
    let lattice: ChordLattice

    /// Segments without gaps; neighbours differ.
    func decode() -> [ChordSegment] {
        guard lattice.cellCount > 0 else { return [] }
        let (count, cellCount) = (ChordStates.count, lattice.cellCount)
        // Scores at the edges between cells: of chords that end there, and of chords that begin there.
        var ending = [Double](repeating: -.infinity, count: (cellCount + 1) * count)
        var beginning = [Double](repeating: -.infinity, count: (cellCount + 1) * count)
        for state in 0..<count { beginning[state] = lattice.start[state] }
        for edge in 1...cellCount {
            extend(to: edge, &ending, &beginning)
            if edge < cellCount { succeed(at: edge, ending, &beginning) }
        }
        return trace(ending, beginning)
    }

    /// Ends segments of all lengths at `edge`, and lets those of the full length go on.
    private func extend(to edge: Int, _ ending: inout [Double], _ beginning: inout [Double]) {
        let (count, longest) = (ChordStates.count, ChordDurations.longest)
        var sums = [Double](repeating: 0, count: count)
        let target = edge * count
        for length in 1...min(longest, edge) {
            let first = edge - length
            let row = first * count
            let prior = lattice.durations[first * ChordLattice.durationCount + length - 1]
            for state in 0..<count {
                sums[state] += lattice.evidence[row + state]
                ending[target + state] = max(
                    ending[target + state], beginning[row + state] + (sums[state] + prior))
            }
        }
        if edge >= longest, edge < lattice.cellCount {
            let first = edge - longest
            let prior = lattice.durations[first * ChordLattice.durationCount + longest]
            for state in 0..<count {
                beginning[target + state] = beginning[first * count + state] + (sums[state] + prior)
            }
        }
    }

    /// Begins the chords that follow those which end at `edge`.
    private func succeed(at edge: Int, _ ending: [Double], _ beginning: inout [Double]) {
        guard let successions = lattice.successions[lattice.keys[edge]] else { return }
        let count = ChordStates.count
        let row = edge * count
        var (best, second) = (-Double.infinity, -Double.infinity)
        for state in 0..<count {
            let score = ending[row + state]
            second = max(second, min(best, score))
            best = max(best, score)
        }
        // No chord that is further behind can win, whatever follows.
        for from in 0..<count where ending[row + from] >= second - lattice.successionRange {
            let score = ending[row + from]
            for to in 0..<count {
                beginning[row + to] = max(beginning[row + to], score + successions[from * count + to])
            }
        }
    }

    private func trace(_ ending: [Double], _ beginning: [Double]) -> [ChordSegment] {
        let count = ChordStates.count
        var edge = lattice.cellCount
        var state = (0..<count).reduce(0) { ending[edge * count + $1] > ending[edge * count + $0] ? $1 : $0 }
        var segments: [ChordSegment] = []
        var end = edge
        edge = beginningOfSegment(endingAt: edge, state, ending, beginning)
        while edge > 0 {
            let predecessor = self.predecessor(at: edge, state, ending)
            // At equal scores a new chord is as good as the old one going on.
            if let predecessor, predecessor.score >= beginning[edge * count + state] {
                segments.append(ChordSegment(cells: edge..<end, state: state))
                state = predecessor.state
                end = edge
                edge = beginningOfSegment(endingAt: edge, state, ending, beginning)
            } else {
                edge -= ChordDurations.longest
            }
        }
        segments.append(ChordSegment(cells: 0..<end, state: state))
        return segments.reversed()
    }

    private func beginningOfSegment(
        endingAt edge: Int, _ state: Int, _ ending: [Double], _ beginning: [Double]
    ) -> Int {
        let count = ChordStates.count
        var sum = 0.0
        for length in 1...min(ChordDurations.longest, edge) {
            let first = edge - length
            sum += lattice.evidence[first * count + state]
            let prior = lattice.durations[first * ChordLattice.durationCount + length - 1]
            if beginning[first * count + state] + (sum + prior) >= ending[edge * count + state] { return first }
        }
        return edge - 1
    }

    private func predecessor(at edge: Int, _ state: Int, _ ending: [Double]) -> (state: Int, score: Double)? {
        guard let successions = lattice.successions[lattice.keys[edge]] else { return nil }
        let count = ChordStates.count
        var best: (state: Int, score: Double)?
        for from in 0..<count where from != state {
            let score = ending[edge * count + from] + successions[from * count + state]
            if score > best?.score ?? -.infinity { best = (from, score) }
        }
        return best
    }
}
