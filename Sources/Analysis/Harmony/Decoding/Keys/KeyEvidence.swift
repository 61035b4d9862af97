import MusicTheory

/// What decoded chords and the network say about the key, cell by cell.
struct KeyEvidence: Sendable {
    let cellCount: Int
    let segments: [ChordSegment]
    /// Weighted log-evidence for the 24 keys, summed over all cells before one: [cells + 1, 24].
    let sums: [Double]
    /// The network's log-probabilities, summed likewise.
    let heard: [Double]
    /// The log-probabilities that are read from the chords, likewise; zeros without a network.
    let read: [Double]
    /// Whether a chord begins with a cell.
    let chordBegins: [Bool]

    /// `read` are log-probabilities by cell [cells, 24], or nothing.
    init(
        segments: [ChordSegment], posteriors: HarmonyPosteriors, read: [Float] = [],
        parameters: HarmonyDecoderParameters
    ) {
        precondition(read.isEmpty || read.count == posteriors.cellCount * 24)
        let statistics = ChordStatistics.shared
        let count = ChordStates.count
        cellCount = posteriors.cellCount
        self.segments = segments
        var sums = [Double](repeating: 0, count: (cellCount + 1) * 24)
        var heard = sums
        var readSums = sums
        var chordBegins = [Bool](repeating: false, count: cellCount)
        var previous = ChordStates.none
        for segment in segments {
            chordBegins[segment.cells.lowerBound] = true
            for cell in segment.cells {
                for key in 0..<24 {
                    let entry = cell * 24 + key
                    let network = Double(posteriors.keys[entry])
                    let written = read.isEmpty ? 0 : Double(read[entry])
                    var evidence = parameters.keyEvidence * network + parameters.keyReadingEvidence * written
                    if segment.state != ChordStates.none {
                        evidence += parameters.keyChordEvidence * statistics.shares[key * count + segment.state]
                        if cell == segment.cells.lowerBound, previous != ChordStates.none {
                            evidence +=
                                parameters.keyTransitionEvidence
                                * statistics.transitions[key][previous * count + segment.state]
                        }
                    }
                    sums[entry + 24] = sums[entry] + evidence
                    heard[entry + 24] = heard[entry] + network
                    readSums[entry + 24] = readSums[entry] + written
                }
            }
            previous = segment.state
        }
        self.sums = sums
        self.heard = heard
        self.read = readSums
        self.chordBegins = chordBegins
    }

    /// Whether there are chords at all.
    var hasChords: Bool { segments.contains { $0.state != ChordStates.none } }

    /// Log-evidence for a key in a stretch of cells.
    func evidence(for key: Key, in cells: Range<Int>) -> Double {
        sums[cells.upperBound * 24 + key.index] - sums[cells.lowerBound * 24 + key.index]
    }
}
