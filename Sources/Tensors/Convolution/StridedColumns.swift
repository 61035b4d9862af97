/// Moves between a signal's samples and the columns that a product of a strided convolution takes or gives.
public enum StridedColumns {
    /// `columns[c * kernel + k][i] = signal[c][stride * (first + i) + k - padding]`, zero outside the signal.
    ///
    /// Shapes: signal [channels, samples], columns [channels * kernel, any number].
    public static func gather(
        _ signal: MatrixView, kernel: Int, stride: Int, padding: Int, first: Int, into columns: MatrixView
    ) {
        precondition(columns.rows == signal.rows * kernel, "There must be a row for every tap of every channel.")
        precondition(kernel > 0 && stride > 0 && padding >= 0 && first >= 0, "The geometry makes no sense.")
        for channel in 0..<signal.rows {
            let x = unsafe signal.base + channel * signal.rowStride
            for tap in 0..<kernel {
                let y = unsafe columns.base + (channel * kernel + tap) * columns.rowStride
                let offset = stride * first + tap - padding
                // The columns whose sample lies within the signal.
                let lower = min(columns.columns, offset < 0 ? (-offset + stride - 1) / stride : 0)
                let last = signal.columns - 1 - offset
                let upper = max(lower, min(columns.columns, last < 0 ? 0 : last / stride + 1))
                for i in 0..<lower { unsafe y[i] = 0 }
                for i in lower..<upper { unsafe y[i] = x[offset + stride * i] }
                for i in upper..<columns.columns { unsafe y[i] = 0 }
            }
        }
    }

    /// `signal[c][stride * (first + i) + k - padding] = columns[c * stride + k][i] + shift[c]`, for the samples that exist.
    ///
    /// Shapes: columns [channels * stride, any number], shift [channels], signal [channels, samples].
    public static func interleave(
        _ columns: MatrixView, stride: Int, padding: Int, first: Int, shift: Tensor, into signal: MatrixView
    ) {
        precondition(columns.rows == signal.rows * stride && shift.count == signal.rows, "The shapes do not fit.")
        precondition(stride > 0 && padding >= 0 && first >= 0, "The geometry makes no sense.")
        for channel in 0..<signal.rows {
            let y = unsafe signal.base + channel * signal.rowStride
            let s = unsafe shift.base[channel]
            for tap in 0..<stride {
                let x = unsafe columns.base + (channel * stride + tap) * columns.rowStride
                let offset = stride * first + tap - padding
                let lower = min(columns.columns, offset < 0 ? (-offset + stride - 1) / stride : 0)
                let last = signal.columns - 1 - offset
                let upper = max(lower, min(columns.columns, last < 0 ? 0 : last / stride + 1))
                for i in lower..<upper { unsafe y[offset + stride * i] = x[i] + s }
            }
        }
    }
}
