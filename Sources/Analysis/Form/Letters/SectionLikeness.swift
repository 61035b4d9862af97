import Glibc

/// How alike two sections are: the shorter one laid over the longer one where their bars fit best.
struct SectionLikeness: Sendable {
    /// Names of `features`, for the training recipe.
    static let names = [
        "harmony", "harmony beside others", "transposed", "melody", "timbre", "levels", "length", "same length",
        "neighbours", "constant",
    ]
    /// Cost of skipping or repeating a bar.
    private static let stepCost: Float = 0.12
    private static let transpositionCost: Float = 0.1

    private let similarity: BarSimilarity
    private let typicalHarmony: Float

    init(_ similarity: BarSimilarity) {
        self.similarity = similarity
        let sum = similarity.harmony[0].reduce(0, +)
        typicalHarmony = sum / Float(max(1, similarity.harmony[0].count))
    }

    /// What speaks for and against one letter for both, in the order of `names`.
    func features(_ a: Range<Int>, _ b: Range<Int>) -> [Float] {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        let (harmony, path) = bestPath(similarity.harmony[0], short, long)
        var transposed: Float = harmony
        for semitones in 1..<12 {
            transposed = max(
                transposed, bestPath(similarity.harmony[semitones], short, long).likeness - Self.transpositionCost)
        }
        let along = { (matrix: [Float]) -> Float in
            var sum: Float = 0
            for (row, column) in path { sum += matrix[row * similarity.barCount + column] }
            return sum / Float(max(1, path.count))
        }
        let length = log2f(Float(long.count) / Float(max(1, short.count)))
        return [
            harmony, harmony - typicalHarmony, transposed - harmony, along(similarity.melody),
            along(similarity.timbre), along(similarity.levels), min(2, length), long.count == short.count ? 1 : 0,
            a.upperBound == b.lowerBound || b.upperBound == a.lowerBound ? 1 : 0, 1,
        ]
    }

    /// The mean likeness along the best path through `short`'s rows that moves on by one bar of `long` for each,
    /// seldom by none or two, and the path.
    private func bestPath(
        _ matrix: [Float], _ short: Range<Int>, _ long: Range<Int>
    ) -> (likeness: Float, path: [(Int, Int)]) {
        guard !short.isEmpty else { return (0, []) }
        let (rows, columns) = (short.count, long.count)
        var scores = [Float](repeating: 0, count: rows * columns)
        var moves = [Int](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            let base = (short.lowerBound + row) * similarity.barCount + long.lowerBound
            for column in 0..<columns {
                // In the first row a path may begin anywhere; later ones go on from the row before.
                var (best, move): (Float, Int) = row == 0 ? (0, 0) : (-.infinity, 1)
                if row > 0 {
                    for step in 0...2 where column >= step {
                        let value = scores[(row - 1) * columns + column - step] - (step == 1 ? 0 : Self.stepCost)
                        if value > best { (best, move) = (value, step) }
                    }
                }
                scores[row * columns + column] = best + matrix[base + column]
                moves[row * columns + column] = move
            }
        }
        let last = (rows - 1) * columns
        var column = (0..<columns).reduce(0) { scores[last + $1] > scores[last + $0] ? $1 : $0 }
        let likeness = scores[last + column] / Float(rows)
        var path: [(Int, Int)] = []
        for row in stride(from: rows - 1, through: 0, by: -1) {
            path.append((short.lowerBound + row, long.lowerBound + column))
            column -= moves[row * columns + column]
        }
        return (likeness, path)
    }
}
