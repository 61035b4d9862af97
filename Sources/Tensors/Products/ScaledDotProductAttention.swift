/// `softmax(Q K^T) V` for every head (Vaswani et al., 2017, "Attention is all you need").
public enum ScaledDotProductAttention {
    /// Queries and keys in work at a time: their scores stay in the second-level cache, and memory grows with neither.
    private static let queryCount = 384
    private static let keyCount = 896

    /// Writes every head's weighted values next to each other.
    ///
    /// The scores are used as they are: fold `1 / sqrt(channels / headCount)` into the queries.
    /// - Parameters:
    ///   - queries: shape [queries, channels], where a head has `channels / headCount` columns next to each other.
    ///   - keys: shape [keys, channels].
    ///   - values: shape [keys, channels].
    ///   - isCausal: whether a query must not see keys at later positions than its own.
    ///   - mask: added to the scores: shape [queries, keys]. A query all of whose scores become minus infinity finds
    ///     zeros.
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
            let scores = workspace.tensor(Shape(min(queryCount, queries.rows) * min(keyCount, max(1, keys.rows))))
            let maxima = workspace.tensor(Shape(min(queryCount, queries.rows)))
            let sums = workspace.tensor(maxima.shape)
            for first in stride(from: 0, to: queries.rows, by: queryCount) {
                let block = first..<min(first + queryCount, queries.rows)
                let (maxima, sums) = (maxima.rows(0..<block.count), sums.rows(0..<block.count))
                for head in 0..<headCount {
                    let columns = (head * width)..<((head + 1) * width)
                    let target = output.rows(block).columns(columns)
                    maxima.fill(-.infinity)
                    sums.fill(0)
                    // Causal queries see no keys after the block's last one.
                    let seen = isCausal ? min(keys.rows, block.upperBound) : keys.rows
                    if seen == 0 { target.fill(0) }
                    for start in stride(from: 0, to: seen, by: keyCount) {
                        let part = start..<min(start + keyCount, seen)
                        let view = MatrixView(
                            scores, rows: block.count, columns: part.count, rowStride: part.count)
                        MatrixProduct.multiply(
                            queries.rows(block).columns(columns), keys.rows(part).columns(columns), into: view,
                            rightIsTransposed: true)
                        if let mask { view.add(mask.rows(block).columns(part)) }
                        if isCausal { view.maskLaterKeys(firstQuery: first, firstKey: start) }
                        Softmax.accumulate(view, maxima: maxima, sums: sums, output: target)
                        MatrixProduct.multiply(
                            view, values.rows(part).columns(columns), into: target, keep: start == 0 ? 0 : 1)
                    }
                    target.divide(rowDivisor: sums)
                    if mask != nil { target.clearRows(whereHidden: maxima) }
                }
            }
        }
    }
}

extension MatrixView {
    /// Makes the scores of keys at later positions than the query's own infinitely small.
    fileprivate func maskLaterKeys(firstQuery: Int, firstKey: Int) {
        for row in 0..<rows {
            let first = max(0, firstQuery + row + 1 - firstKey)
            if first < columns { rows(row..<(row + 1)).columns(first..<columns).fill(-.infinity) }
        }
    }

    /// Makes the rows zero whose largest score was infinitely small.
    fileprivate func clearRows(whereHidden maxima: Tensor) {
        for row in 0..<rows where unsafe maxima.base[row] <= -.greatestFiniteMagnitude {
            rows(row..<(row + 1)).fill(0)
        }
    }
}
