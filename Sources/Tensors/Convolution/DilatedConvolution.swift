/// A convolution of an image of one channel with 4 x 4 taps that are two pixels apart, with a border of three zeros, so
/// that the image keeps its size.
public struct DilatedConvolution: Sendable {
    /// Channels of the output.
    public let outputs: Int
    /// Shape [outputs, 16].
    private let weights: Tensor
    private let bias: Tensor

    /// - Parameters:
    ///   - weights: shape [outputs, 1, 4, 4], rows before columns.
    ///   - bias: shape [outputs].
    public init(weights: Tensor, bias: Tensor) {
        outputs = weights.shape[0]
        precondition(weights.shape == Shape(outputs, 1, 4, 4), "The kernel has 4 x 4 taps on one channel.")
        precondition(bias.count == outputs, "There must be a shift for every channel.")
        self.weights = weights.reshaped(Shape(outputs, 16))
        self.bias = bias
    }

    /// One channel of some rows of the output.
    ///
    /// - Parameters:
    ///   - planes: one channel, with a border of 3.
    ///   - target: shape [rows, columns].
    public func apply(_ planes: PaddedPlanes, rows: Range<Int>, channel: Int, into target: MatrixView) {
        precondition(planes.channels == 1 && planes.border == 3, "The image needs one channel and a border of 3.")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= planes.rows, "Rows \(rows) are outside the image.")
        precondition(target.rows == rows.count && target.columns == planes.columns, "The shapes do not fit.")
        let w = unsafe weights.base + channel * 16
        let b = unsafe bias.base[channel]
        for row in rows {
            let y = unsafe target.base + (row - rows.lowerBound) * target.rowStride
            unsafe y.update(repeating: b, count: planes.columns)
            for down in 0..<4 {
                let x = unsafe planes.stretch(down: 2 * down - 3, right: -3, row: row, count: planes.columns + 6).base
                let (w0, w1, w2, w3) = unsafe (w[4 * down], w[4 * down + 1], w[4 * down + 2], w[4 * down + 3])
                for i in 0..<planes.columns {
                    unsafe y[i] += (w0 * x[i] + w1 * x[i + 2]) + (w2 * x[i + 4] + w3 * x[i + 6])
                }
            }
        }
    }
}
