/// `softmax(Q K^T) V` for every head (Vaswani et al., 2017, "Attention is all you need").
public enum ScaledDotProductAttention {
    /// Queries in work at a time: their scores stay in cache, and memory does not grow with the number of queries.
    private static let blockLength = 256

    /// Writes every head's weighted values next to each other.
    ///
    /// The scores are used as they are: fold `1 / sqrt(channels / headCount)` into the queries.
    /// - Parameters:
    ///   - queries: shape [queries, channels], where a head has `channels / headCount` columns next to each other.
    ///   - keys: shape [keys, channels].
    ///   - values: shape [keys, channels].
    ///   - isCausal: whether a query must not see keys at later positions than its own.
    ///   - mask: added to the scores: shape [queries, keys].
    ///   - output: shape [queries, channels].
    public static func apply(
        queries: MatrixView, keys: MatrixView, values: MatrixView, headCount: Int, isCausal: Bool = false,
        mask: MatrixView? = nil, into output: MatrixView, in workspace: Workspace
    ) {
        let width = queries.columns / headCount
        precondition(width * headCount == queries.columns, "The channels do not divide into the heads.")
        precondition(keys.rows == values.rows && output.rows == queries.rows, "The shapes do not fit.")
        precondition(
            keys.columns == queries.columns && values.columns == queries.columns && output.columns == queries.columns,
            "The channels differ.")
        workspace.scope {
            let scores = workspace.tensor(Shape(min(blockLength, queries.rows), keys.rows))
            let sums = workspace.tensor(Shape(scores.shape[0]))
            for first in stride(from: 0, to: queries.rows, by: blockLength) {
                let block = first..<min(first + blockLength, queries.rows)
                let view = scores.rows(0..<block.count).matrix
                let sums = sums.rows(0..<block.count)
                for head in 0..<headCount {
                    let columns = (head * width)..<((head + 1) * width)
                    MatrixProduct.multiply(
                        queries.rows(block).columns(columns), keys.columns(columns), into: view,
                        rightIsTransposed: true)
                    if let mask { view.add(mask.rows(block)) }
                    if isCausal { view.maskLaterKeys(firstQuery: first) }
                    Softmax.exponentials(view, sums: sums)
                    let target = output.rows(block).columns(columns)
                    MatrixProduct.multiply(view, values.columns(columns), into: target)
                    target.divide(rowDivisor: sums)
                }
            }
        }
    }
}

extension MatrixView {
    /// Makes the scores of keys at later positions than the query's own infinitely small.
    fileprivate func maskLaterKeys(firstQuery: Int) {
        for row in 0..<rows where firstQuery + row + 1 < columns {
            columns((firstQuery + row + 1)..<columns).rows(row..<(row + 1)).fill(-.infinity)
        }
    }
}
