internal import Glibc

/// Normalisations that are no layer of their own: the statistics come from the data.
public enum Normalisation {
    /// The scale and shift per row that normalise values with these moments and then apply an affine map per row.
    ///
    /// `scale * (x) + shift` equals `weight * (x + rowShift - mean) / sqrt(variance + epsilon) + bias`.
    /// Shapes: all [rows]; `scale` and `shift` are written.
    public static func rowAffine(
        _ moments: Moments, epsilon: Double, weight: Tensor, bias: Tensor, rowShift: Tensor, scale: Tensor,
        shift: Tensor
    ) {
        let rows = scale.count
        precondition(
            [weight.count, bias.count, rowShift.count, shift.count].allSatisfy { $0 == rows }, "One for every row.")
        let factor = Float(1 / (moments.variance + epsilon).squareRoot())
        let mean = Float(moments.mean)
        for row in 0..<rows {
            let s = unsafe weight.base[row] * factor
            unsafe scale.base[row] = s
            unsafe shift.base[row] = bias.base[row] + s * (rowShift.base[row] - mean)
        }
    }

    /// Normalises every row to mean 0 and variance 1, then scales and shifts every column (Ba, Kiros, Hinton, 2016).
    ///
    /// Shapes: input and output [rows, columns] (they may be the same), weight and bias [columns].
    public static func layer(
        _ input: MatrixView, weight: Tensor, bias: Tensor, epsilon: Double, into output: MatrixView
    ) {
        let columns = input.columns
        precondition(output.rows == input.rows && output.columns == columns, "The shapes differ.")
        precondition(weight.count == columns && bias.count == columns, "One for every column.")
        let (w, b) = unsafe (weight.base, bias.base)
        for row in 0..<input.rows {
            let x = unsafe input.base + row * input.rowStride
            let y = unsafe output.base + row * output.rowStride
            let mean = unsafe Reductions.sum(x, count: columns) / Float(columns)
            var squares = SIMD16<Float>.zero
            var i = 0
            while i + 16 <= columns {
                let d = unsafe UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<Float>.self) - mean
                squares += d * d
                i += 16
            }
            var sum = squares.sum()
            while i < columns {
                let d = unsafe x[i] - mean
                sum += d * d
                i += 1
            }
            let factor = 1 / (sum / Float(columns) + Float(epsilon)).squareRoot()
            for i in 0..<columns { unsafe y[i] = (x[i] - mean) * factor * w[i] + b[i] }
        }
    }
}
