import MusicTheory
import Tracks

/// Turns what a network heard cell by cell into a song's chords, inversions and keys: chords in an unknown key, keys
/// from these chords, and chords again as they follow each other in the keys (Mauch & Dixon, Simultaneous Estimation of
/// Chords and Musical Context from Audio, IEEE TASLP 18, 2010, in two passes instead of one large network).
struct HarmonyDecoder {
    var parameters = HarmonyDecoderParameters()

    /// Chords and keys of the cells of `grid`, of which `posteriors` has as many. `sectionStarts` are times in seconds
    /// at which keys are likelier to change. The same input always gives the same result.
    func decode(
        _ posteriors: HarmonyPosteriors, grid: HarmonyGrid, sectionStarts: [Double] = [],
        constraints: HarmonyConstraints = HarmonyConstraints()
    ) -> DecodedHarmony {
        precondition(posteriors.cellCount == grid.cellCount)
        guard grid.cellCount > 0 else { return DecodedHarmony() }
        let finder = KeyFinder(
            grid: grid, sectionStarts: cells(at: sectionStarts, grid), parameters: parameters)
        var lattice = ChordLattice(posteriors, grid: grid, parameters: parameters)
        var segments = ChordSequenceDecoder(lattice: lattice).decode()
        var finding = find(finder, segments, posteriors, constraints)
        if let first = finding {
            lattice.setKeys(first.spans.keyIndices)
            segments = ChordSequenceDecoder(lattice: lattice).decode()
            finding = find(finder, segments, posteriors, constraints)
        }
        let posterior = ChordPosterior(lattice, temperature: parameters.chordTemperature)
        let pieces = BassDecoder(bass: posteriors.bass, grid: grid, parameters: parameters).decode(segments)
        return result(pieces, finding, posterior, grid)
    }

    private func find(
        _ finder: KeyFinder, _ segments: [ChordSegment], _ posteriors: HarmonyPosteriors,
        _ constraints: HarmonyConstraints
    ) -> KeyFinding? {
        finder.find(
            KeyEvidence(segments: segments, posteriors: posteriors, parameters: parameters), fixed: constraints.key)
    }

    private func result(
        _ pieces: [BassSegment], _ finding: KeyFinding?, _ posterior: ChordPosterior, _ grid: HarmonyGrid
    ) -> DecodedHarmony {
        let spelling = HarmonySpelling(grid: grid, keys: finding?.spans ?? [])
        var result = DecodedHarmony()
        result.segments = pieces
        result.chords = spelling.chordSpans(pieces) { piece in
            piece.probability * posterior.probability(of: ChordSegment(cells: piece.cells, state: piece.state))
        }
        result.keyRegions = spelling.keyRegions()
        result.keyFinding = finding
        result.key = finding.map { finding in
            let ranking = Key.all.indices.filter { $0 != finding.key.index }
                .sorted { (finding.probabilities[$0], $1) > (finding.probabilities[$1], $0) }
            return KeyEstimate(
                name: finding.key.name, confidence: finding.probabilities[finding.key.index],
                alternatives: ranking.prefix(3).map {
                    KeyAlternative(key: Key.all[$0].name, probability: finding.probabilities[$0])
                })
        }
        result.candidates = (0..<grid.cellCount).map { cell in
            posterior.best(3, in: cell).map { candidate in
                let piece = BassSegment(
                    cells: cell..<cell + 1, state: candidate.state, interval: 0, probability: 1)
                return ChordCandidate(label: spelling.label(piece).harte, probability: candidate.probability)
            }
        }
        return result
    }

    /// The cells whose beginnings are nearest to some times.
    private func cells(at times: [Double], _ grid: HarmonyGrid) -> Set<Int> {
        let starts = grid.boundaries.dropLast()
        return Set(
            times.compactMap { time in
                starts.indices.min { abs(starts[$0] - time) < abs(starts[$1] - time) }
            })
    }
}
