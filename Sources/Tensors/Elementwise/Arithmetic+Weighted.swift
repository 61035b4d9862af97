extension MatrixView {
    /// Adds `weight[column] * other` to every element.
    ///
    /// Shapes: other [rows, columns], weight [columns].
    public func add(_ other: MatrixView, columnWeight: Tensor) {
        precondition(other.rows == rows && other.columns == columns, "The shapes differ.")
        precondition(columnWeight.count == columns, "There must be a weight for every column.")
        let weight = unsafe columnWeight.base
        for row in 0..<rows {
            let x = unsafe base + row * rowStride
            let y = unsafe other.base + row * other.rowStride
            for i in 0..<columns { unsafe x[i] += weight[i] * y[i] }
        }
    }
}
