import MusicTheory
import Tracks

/// Turns what a network heard cell by cell into a song's chords, inversions and keys: chords in an unknown key, keys
/// from these chords, and chords again as they follow each other in the keys (Mauch & Dixon, Simultaneous Estimation of
/// Chords and Musical Context from Audio, IEEE TASLP 18, 2010, in two passes instead of one large network).
struct HarmonyDecoder {
    var parameters = HarmonyDecoderParameters()
    /// Tells keys from successions of chords; without it, statistics of chords have to do.
    var keyNetwork: KeyNetwork?

    /// Chords and keys of the cells of `grid`, of which `posteriors` has as many. The same input always gives the
    /// same result.
    func decode(
        _ posteriors: HarmonyPosteriors, grid: HarmonyGrid,
        constraints: HarmonyConstraints = HarmonyConstraints()
    ) -> DecodedHarmony {
        precondition(posteriors.cellCount == grid.cellCount)
        guard grid.cellCount > 0 else { return DecodedHarmony() }
        let finder = KeyFinder(grid: grid, parameters: parameters)
        var lattice = ChordLattice(posteriors, grid: grid, parameters: parameters)
        var segments = ChordSequenceDecoder(lattice: lattice).decode()
        var finding = find(finder, segments, posteriors, grid, constraints)
        if let first = finding {
            lattice.setKeys(first.spans.keyIndices)
            segments = ChordSequenceDecoder(lattice: lattice).decode()
            finding = find(finder, segments, posteriors, grid, constraints)
        }
        let posterior = ChordPosterior(lattice, temperature: parameters.chordTemperature)
        let pieces = BassDecoder(bass: posteriors.bass, grid: grid, parameters: parameters).decode(segments)
        return result(pieces, finding, posterior, grid)
    }

    private func find(
        _ finder: KeyFinder, _ segments: [ChordSegment], _ posteriors: HarmonyPosteriors,
        _ grid: HarmonyGrid, _ constraints: HarmonyConstraints
    ) -> KeyFinding? {
        let evidence = KeyEvidence(
            segments: segments, posteriors: posteriors,
            read: keyNetwork.map { keys($0, segments, grid) } ?? [], parameters: parameters)
        return finder.find(evidence, fixed: constraints.key)
    }

    /// Log-probabilities of the keys by cell [cells, 24] as a network reads them from the chords of the beats.
    private func keys(_ network: KeyNetwork, _ segments: [ChordSegment], _ grid: HarmonyGrid) -> [Float] {
        var states = [Int](repeating: ChordStates.none, count: grid.cellCount)
        for segment in segments {
            for cell in segment.cells { states[cell] = segment.state }
        }
        let beats = (0..<grid.cellCount).filter { grid.isBeat($0) }
        guard !beats.isEmpty else { return [] }
        let read = network(chords: beats.map { states[$0] }, beginsBar: beats.map { grid.isDownbeat($0) })
        var (result, beat) = ([Float](), 0)
        result.reserveCapacity(grid.cellCount * 24)
        for cell in 0..<grid.cellCount {
            if beat + 1 < beats.count, beats[beat + 1] <= cell { beat += 1 }
            result += read[beat * 24..<(beat + 1) * 24]
        }
        return result
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
        return result
    }
}
