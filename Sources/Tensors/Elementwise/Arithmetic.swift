extension Tensor {
    /// Adds another tensor of as many elements.
    public func add(_ other: Tensor) {
        precondition(other.count == count, "\(other.shape) cannot be added to \(shape).")
        let (x, y) = unsafe (base, other.base)
        for i in 0..<count { unsafe x[i] += y[i] }
    }

    /// Adds another tensor of as many elements, weighted.
    public func add(_ other: Tensor, weight: Float) {
        precondition(other.count == count, "\(other.shape) cannot be added to \(shape).")
        let (x, y) = unsafe (base, other.base)
        for i in 0..<count { unsafe x[i] += weight * y[i] }
    }

    /// Multiplies elementwise by another tensor of as many elements.
    public func multiply(by other: Tensor) {
        precondition(other.count == count, "\(shape) cannot be multiplied by \(other.shape).")
        let (x, y) = unsafe (base, other.base)
        for i in 0..<count { unsafe x[i] *= y[i] }
    }

    /// Replaces every element by `scale * element + shift`.
    public func scale(by scale: Float, shift: Float = 0) {
        let x = unsafe base
        for i in 0..<count { unsafe x[i] = x[i] * scale + shift }
    }
}

extension MatrixView {
    /// Adds to every element its row's shift (shape [rows]).
    public func add(rowShift: Tensor) { Activation.identity.apply(self, rowShift: rowShift) }

    /// Adds to every element its column's shift (shape [columns]).
    public func add(columnShift: Tensor) { Activation.identity.apply(self, columnShift: columnShift) }

    /// Adds `weight[column] * (other + shift[column])` to every element.
    ///
    /// Shapes: other [rows, columns], shift and weight [columns].
    public func add(_ other: MatrixView, columnShift: Tensor, columnWeight: Tensor) {
        precondition(other.rows == rows && other.columns == columns, "The shapes differ.")
        precondition(columnShift.count == columns && columnWeight.count == columns, "One for every column.")
        let (shift, weight) = unsafe (columnShift.base, columnWeight.base)
        for row in 0..<rows {
            let x = unsafe base + row * rowStride
            let y = unsafe other.base + row * other.rowStride
            for i in 0..<columns { unsafe x[i] += weight[i] * (y[i] + shift[i]) }
        }
    }

    /// Multiplies every column by its factor, then adds its shift (shape [columns] each).
    public func scale(columnFactor: Tensor, columnShift: Tensor) {
        precondition(columnFactor.count == columns && columnShift.count == columns, "One for every column.")
        let (factor, shift) = unsafe (columnFactor.base, columnShift.base)
        for row in 0..<rows {
            let x = unsafe base + row * rowStride
            for i in 0..<columns { unsafe x[i] = x[i] * factor[i] + shift[i] }
        }
    }

    /// Adds another view of the same extents.
    public func add(_ other: MatrixView) {
        precondition(other.rows == rows && other.columns == columns, "The shapes differ.")
        for row in 0..<rows {
            let x = unsafe base + row * rowStride
            let y = unsafe other.base + row * other.rowStride
            for i in 0..<columns { unsafe x[i] += y[i] }
        }
    }

    /// Divides every row by its divisor (shape [rows]).
    public func divide(rowDivisor: Tensor) {
        precondition(rowDivisor.count == rows, "There must be a divisor for every row.")
        for row in 0..<rows {
            let x = unsafe base + row * rowStride
            let factor = unsafe 1 / rowDivisor.base[row]
            for i in 0..<columns { unsafe x[i] *= factor }
        }
    }

    /// Multiplies every row by its factor (shape [rows]).
    public func scale(rowFactor: Tensor) {
        Activation.identity.apply(self, rowScale: rowFactor)
    }

    /// Copies another view of the same extents.
    public func copy(from other: MatrixView) {
        precondition(other.rows == rows && other.columns == columns, "The shapes differ.")
        for row in 0..<rows {
            unsafe (base + row * rowStride).update(from: other.base + row * other.rowStride, count: columns)
        }
    }

    /// Copies the transpose of another view: its shape is [columns, rows].
    public func copy(transposing other: MatrixView) {
        precondition(other.rows == columns && other.columns == rows, "The shapes do not fit.")
        // Blocks that stay in the first-level cache on both sides.
        let block = 16
        for top in stride(from: 0, to: rows, by: block) {
            for left in stride(from: 0, to: columns, by: block) {
                for row in top..<min(top + block, rows) {
                    let x = unsafe base + row * rowStride
                    let y = unsafe other.base + row
                    for column in left..<min(left + block, columns) {
                        unsafe x[column] = y[column * other.rowStride]
                    }
                }
            }
        }
    }
}

extension MatrixView {
    /// Makes every element `value`.
    public func fill(_ value: Float) {
        for row in 0..<rows { unsafe (base + row * rowStride).update(repeating: value, count: columns) }
    }
}
