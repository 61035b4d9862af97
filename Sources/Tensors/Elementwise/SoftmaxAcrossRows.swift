extension Softmax {
    /// Softmax of every column, in place: the rows compete.
    ///
    /// Shape: scores [rows, columns], at least one row.
    public static func applyAcrossRows(_ scores: MatrixView, in workspace: Workspace) {
        precondition(scores.rows > 0, "There must be a row.")
        workspace.scope {
            let scratch = workspace.tensor(Shape(2, scores.columns))
            let (maximum, sum) = unsafe (scratch[0].base, scratch[1].base)
            unsafe maximum.update(from: scores.base, count: scores.columns)
            for row in 1..<max(1, scores.rows) {
                let x = unsafe scores.base + row * scores.rowStride
                for i in 0..<scores.columns { unsafe maximum[i] = x[i] > maximum[i] ? x[i] : maximum[i] }
            }
            unsafe sum.update(repeating: 0, count: scores.columns)
            for row in 0..<scores.rows {
                let x = unsafe scores.base + row * scores.rowStride
                for i in 0..<scores.columns {
                    let value = unsafe exponential(x[i] - maximum[i])
                    unsafe x[i] = value
                    unsafe sum[i] += value
                }
            }
            for row in 0..<scores.rows {
                let x = unsafe scores.base + row * scores.rowStride
                for i in 0..<scores.columns { unsafe x[i] /= sum[i] }
            }
        }
    }
}
