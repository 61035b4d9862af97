/// The gated linear unit `a * sigmoid(b)` of the two halves of a stack of rows (Dauphin et al., 2017).
public enum GatedLinearUnit {
    /// `output = a * sigmoid(b)`, where `a` is the first half of `input`'s rows plus their shifts, `b` the second.
    ///
    /// Shapes: input [2 * rows, columns], rowShift [2 * rows], output [rows, columns].
    public static func apply(_ input: MatrixView, rowShift: Tensor, into output: MatrixView) {
        let rows = output.rows
        check(input, output, rowShift, rowShift)
        for row in 0..<rows {
            let (shiftA, shiftB) = unsafe (rowShift.base[row], rowShift.base[row + rows])
            let a = unsafe input.base + row * input.rowStride
            let b = unsafe input.base + (row + rows) * input.rowStride
            let y = unsafe output.base + row * output.rowStride
            for i in 0..<output.columns { unsafe y[i] = (a[i] + shiftA) * logistic(b[i] + shiftB) }
        }
    }

    /// `output += weight * a * sigmoid(b)`, where `a` and `b` are the halves of `rowScale * input + rowShift`.
    ///
    /// Shapes: input [2 * rows, columns], rowScale and rowShift [2 * rows], weight [rows], output [rows, columns].
    public static func add(
        _ input: MatrixView, rowScale: Tensor, rowShift: Tensor, weight: Tensor, to output: MatrixView
    ) {
        let rows = output.rows
        check(input, output, rowScale, rowShift)
        precondition(weight.count == rows, "There must be a weight for every row.")
        for row in 0..<rows {
            let (scaleA, scaleB) = unsafe (rowScale.base[row], rowScale.base[row + rows])
            let (shiftA, shiftB) = unsafe (rowShift.base[row], rowShift.base[row + rows])
            let w = unsafe weight.base[row]
            let a = unsafe input.base + row * input.rowStride
            let b = unsafe input.base + (row + rows) * input.rowStride
            let y = unsafe output.base + row * output.rowStride
            for i in 0..<output.columns {
                unsafe y[i] += w * (a[i] * scaleA + shiftA) * logistic(b[i] * scaleB + shiftB)
            }
        }
    }

    private static func check(_ input: MatrixView, _ output: MatrixView, _ scale: Tensor, _ shift: Tensor) {
        precondition(input.rows == 2 * output.rows && input.columns == output.columns, "The shapes do not fit.")
        precondition(scale.count == input.rows && shift.count == input.rows, "There must be one for every row.")
    }
}
