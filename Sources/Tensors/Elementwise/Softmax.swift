/// The normalised exponential of every row.
public enum Softmax {
    /// Replaces `scores` by `e^(score - m)` with `m` the row's largest score, and gives each row's sum.
    ///
    /// Dividing what is made of a row by its sum afterwards is cheaper than dividing the row.
    /// Shapes: scores [rows, columns], sums [rows].
    public static func exponentials(_ scores: MatrixView, sums: Tensor) {
        precondition(sums.count == scores.rows, "There must be a sum for every row.")
        for row in 0..<scores.rows {
            let x = unsafe scores.base + row * scores.rowStride
            unsafe sums.base[row] = exponentials(x, count: scores.columns)
        }
    }

    /// Softmax of every row, in place.
    public static func apply(_ scores: MatrixView) {
        for row in 0..<scores.rows {
            let x = unsafe scores.base + row * scores.rowStride
            let scale = 1 / (unsafe exponentials(x, count: scores.columns))
            for i in 0..<scores.columns { unsafe x[i] *= scale }
        }
    }

    @unsafe private static func exponentials(_ x: UnsafeMutablePointer<Float>, count: Int) -> Float {
        let maximum = unsafe Reductions.maximum(x, count: count)
        for i in 0..<count { unsafe x[i] = exponential(x[i] - maximum) }
        return unsafe Reductions.sum(x, count: count)
    }
}
