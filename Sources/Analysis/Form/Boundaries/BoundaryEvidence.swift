import Glibc

/// What speaks for a section's beginning at each line between two bars.
struct BoundaryEvidence: Sendable {
    /// Names of the columns of `values`, for the training recipe.
    static let names: [String] =
        ["harmony", "melody", "timbre", "levels"].flatMap { name in radii.map { "\(name) \($0)" } }
        + ["lags", "begins", "ends", "begins transposed", "ends transposed", "sung begins", "sung ends"]
        + SoundPart.allCases.flatMap { ["\($0) change 2", "\($0) change 4"] }
        + ["vocals enter", "drums enter", "cymbal", "fill", "break", "key", "timbre absolute", "levels absolute"]
    static let count = names.count
    private static let radii = [2, 4, 8]
    /// Likeness that a transposed repetition lacks by being transposed.
    private static let transpositionCost: Float = 0.12

    /// Evidence [lines between bars, count]; row 0 is the line after the first bar.
    let values: [Float]
    let lineCount: Int

    init(_ input: FormInput, similarity: BarSimilarity) {
        let bars = input.barCount
        lineCount = max(0, bars - 1)
        var columns: [[Float]] = []
        let spaces: [([Float], Float)] = [
            (similarity.harmony[0], 0.06), (similarity.melody, 0.06), (similarity.timbre, 0.05),
            (similarity.levels, 0.04),
        ]
        for (matrix, floor) in spaces {
            for radius in BoundaryEvidence.radii {
                let curve = Novelty.checkerboard(matrix, barCount: bars, radius: radius)
                columns.append(Novelty.standardised(curve, smallestDeviation: floor))
            }
        }
        let lags = Novelty.lagChange(similarity.harmony[0], barCount: bars)
        columns.append(Novelty.standardised(lags, smallestDeviation: 0.02))
        columns += BoundaryEvidence.repetition(similarity)
        columns += BoundaryEvidence.changes(input)
        let absolute = [similarity.timbre, similarity.levels].map {
            Novelty.checkerboard($0, barCount: bars, radius: 4).map { 4 * $0 }
        }
        columns += BoundaryEvidence.events(input) + absolute
        precondition(columns.count == BoundaryEvidence.count)
        values = (0..<lineCount).flatMap { line in columns.map { $0[line + 1] } }
    }

    private static func repetition(_ similarity: BarSimilarity) -> [[Float]] {
        let bars = similarity.barCount
        let plain = Novelty.repetitionEdges(similarity.harmony[0], barCount: bars)
        var transposed = plain
        for semitones in 1..<12 {
            let edges = Novelty.repetitionEdges(similarity.harmony[semitones], barCount: bars)
            for line in 0...bars {
                transposed.begins[line] = max(transposed.begins[line], edges.begins[line] - transpositionCost)
                transposed.ends[line] = max(transposed.ends[line], edges.ends[line] - transpositionCost)
            }
        }
        let both = zip(similarity.harmony[0], similarity.melody).map { 0.6 * $0 + 0.4 * $1 }
        let sung = Novelty.repetitionEdges(both, barCount: bars)
        return [plain.begins, plain.ends, transposed.begins, transposed.ends, sung.begins, sung.ends].map {
            Novelty.standardised($0, smallestDeviation: 0.05)
        }
    }

    /// Differences of the parts' levels before and after each line, in tens of dB.
    private static func changes(_ input: FormInput) -> [[Float]] {
        var columns = SoundPart.allCases.flatMap { part in
            [2, 4].map { reach in rises(part, reach: reach, input).map { min(2.5, abs($0)) } }
        }
        for part in [SoundPart.vocals, .drums] {
            columns.append(rises(part, reach: 2, input).map { max(0, min(2.5, $0)) })
        }
        return columns
    }

    private static func rises(_ part: SoundPart, reach: Int, _ input: FormInput) -> [Float] {
        let bars = input.barCount
        let levels = (0..<bars).map { max(-30, input.level(part, bar: $0)) }
        return (0...bars).map { line in
            let width = min(reach, line, bars - line)
            guard width > 0 else { return 0 }
            var sum: Float = 0
            for k in 0..<width { sum += levels[line + k] - levels[line - 1 - k] }
            return sum / Float(10 * width)
        }
    }

    /// A cymbal at the line, a fill or a break before it, a change of key.
    private static func events(_ input: FormInput) -> [[Float]] {
        let bars = input.barCount
        let cymbals = Novelty.standardised(input.cymbals, smallestDeviation: 0.1) + [0]
        let fills = [0] + Novelty.standardised(input.fills, smallestDeviation: 0.02)
        let breaks = [0] + Novelty.standardised(input.breaks, smallestDeviation: 1.5).map { -$0 }
        let keys = (0...bars).map { line -> Float in input.keyChanges.contains(line) ? 1 : 0 }
        return [cymbals, fills, breaks, keys]
    }
}
