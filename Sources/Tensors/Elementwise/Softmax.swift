/// The normalised exponential of every row.
public enum Softmax {
    /// Softmax of every row, in place.
    public static func apply(_ scores: MatrixView) {
        for row in 0..<scores.rows {
            let x = unsafe scores.base + row * scores.rowStride
            let maximum = unsafe Reductions.maximum(x, count: scores.columns)
            let scale = 1 / (unsafe exponentials(x, count: scores.columns, maximum: maximum))
            for i in 0..<scores.columns { unsafe x[i] *= scale }
        }
    }

    /// One step of a softmax over rows that come in parts (Milakov and Gimelshein, 2018): replaces `scores` by
    /// `e^(score - maximum)` and brings what was made of the parts before to the new maximum.
    ///
    /// In the end `output`, the sum over all parts of their exponentials times something, is divided by `sums`.
    /// Shapes: scores [rows, columns of this part]; maxima and sums [rows], minus infinity and 0 before the first part;
    /// output [rows, any].
    static func accumulate(_ scores: MatrixView, maxima: Tensor, sums: Tensor, output: MatrixView) {
        precondition(
            maxima.count == scores.rows && sums.count == scores.rows && output.rows == scores.rows, "One per row.")
        for row in 0..<scores.rows {
            let x = unsafe scores.base + row * scores.rowStride
            let before = unsafe maxima.base[row]
            let largest = unsafe Reductions.maximum(x, count: scores.columns)
            // A row that sees nothing yet has no maximum to subtract.
            let maximum = max(before, max(largest, -Float.greatestFiniteMagnitude))
            let sum = unsafe exponentials(x, count: scores.columns, maximum: maximum)
            let factor = before == maximum ? 1 : exponential(before - maximum)
            unsafe sums.base[row] = sums.base[row] * factor + sum
            unsafe maxima.base[row] = maximum
            if factor != 1, before > -.infinity {
                let y = unsafe output.base + row * output.rowStride
                for i in 0..<output.columns { unsafe y[i] *= factor }
            }
        }
    }

    /// Replaces every `x` by `e^(x - maximum)`.
    ///
    /// - Returns: their sum.
    @unsafe private static func exponentials(_ x: UnsafeMutablePointer<Float>, count: Int, maximum: Float) -> Float {
        var total = SIMD16<Float>.zero
        var i = 0
        while i + 16 <= count {
            let place = unsafe UnsafeMutableRawPointer(x + i)
            let y = exponential(unsafe place.loadUnaligned(as: SIMD16<Float>.self) - maximum)
            unsafe place.storeBytes(of: y, as: SIMD16<Float>.self)
            total += y
            i += 16
        }
        var sum = total.sum()
        while i < count {
            let y = exponential(unsafe x[i] - maximum)
            unsafe x[i] = y
            sum += y
            i += 1
        }
        return sum
    }
}
