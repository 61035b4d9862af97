import Glibc

/// All divisions of a song's rows into sections, scored by the lines they use and by the sections' lengths (a
/// semi-Markov random field: Sarawagi & Cohen, Semi-Markov Conditional Random Fields for Information Extraction, NIPS
/// 2004).
struct SectionLattice {
    private let rowCount: Int
    /// Scores of the lines before each row and of the song's end [rowCount + 1]; the outer two are 0.
    private let lineScores: [Double]
    /// Scores of sections that end at a line and have so many rows [rowCount + 1, longest + 1].
    private let lengthScores: [Double]
    private let longest: Int

    /// - Parameter lineScores: of each line between two rows.
    init(lineScores: [Float], barsPerRow: Int, hasLeadIn: Bool, lengthWeights: [Float]) {
        rowCount = lineScores.count + 1
        self.lineScores = [0] + lineScores.map(Double.init) + [0]
        let lead = hasLeadIn ? 1 : 0
        let songBars = (rowCount - lead) * barsPerRow
        let longest = min(rowCount, SectionLengths.longest)
        self.longest = longest
        var scores = [Double](repeating: -.infinity, count: (rowCount + 1) * (longest + 1))
        let table = [false, true].map { isLast in
            (0...longest).map { rows -> Double in
                let features = SectionLengths.features(
                    bars: rows * barsPerRow, songBars: songBars, isLast: isLast)
                return zip(features, lengthWeights).reduce(0) { $0 + Double($1.0 * $1.1) }
            }
        }
        for end in 1...rowCount {
            for rows in 1...min(longest, end) {
                // What sounds before the first bar is no bar of the first section.
                let own = rows == end && rows > lead ? rows - lead : rows
                scores[end * (longest + 1) + rows] = table[end == rowCount ? 1 : 0][own]
            }
        }
        lengthScores = scores
    }

    /// First rows of the likeliest sections, beginning with 0.
    func best() -> [Int] {
        var score = [Double](repeating: -.infinity, count: rowCount + 1)
        var source = [Int](repeating: 0, count: rowCount + 1)
        score[0] = 0
        for end in 1...rowCount {
            for rows in 1...min(longest, end) {
                let value = score[end - rows] + length(end, rows)
                if value > score[end] { (score[end], source[end]) = (value, end - rows) }
            }
            score[end] += lineScores[end]
        }
        var starts: [Int] = []
        var end = rowCount
        while end > 0 {
            end = source[end]
            starts.append(end)
        }
        return starts.reversed()
    }

    /// How probable it is that a section begins with each row, over all divisions [rowCount].
    func probabilities() -> [Double] {
        var forward = [Double](repeating: -.infinity, count: rowCount + 1)
        var backward = forward
        forward[0] = 0
        backward[rowCount] = 0
        for end in 1...rowCount {
            forward[end] =
                lineScores[end]
                + SectionLattice.logSum(1...min(longest, end)) { forward[end - $0] + length(end, $0) }
        }
        for start in stride(from: rowCount - 1, through: 0, by: -1) {
            backward[start] = SectionLattice.logSum(1...min(longest, rowCount - start)) { rows in
                backward[start + rows] + lineScores[start + rows] + length(start + rows, rows)
            }
        }
        return (0..<rowCount).map { min(1, exp(forward[$0] + backward[$0] - forward[rowCount])) }
    }

    private func length(_ end: Int, _ rows: Int) -> Double { lengthScores[end * (longest + 1) + rows] }

    private static func logSum(_ range: ClosedRange<Int>, _ value: (Int) -> Double) -> Double {
        var (peak, sum) = (-Double.infinity, 0.0)
        for i in range {
            let x = value(i)
            if x > peak {
                sum = sum * exp(peak - x) + 1
                peak = x
            } else if x > -.infinity {
                sum += exp(x - peak)
            }
        }
        return peak + log(sum)
    }
}
