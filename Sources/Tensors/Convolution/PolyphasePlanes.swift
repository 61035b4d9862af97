/// An image of several channels divided into its even and odd rows and columns, with the zeros around it that a
/// convolution of 5 x 5 taps and stride 2 needs.
///
/// In each of the four phases, the pixels that a tap meets lie next to each other. A row of a phase is one element
/// longer than the convolution's output is wide: that element is the zero to the right of the row, and to the left of
/// the next.
public struct PolyphasePlanes: Sendable {
    /// Number of channels.
    public let channels: Int
    /// Rows of the convolution's output, half of the image's.
    public let rows: Int
    /// Columns of the convolution's output, half of the image's.
    public let columns: Int
    /// Which rows and columns, counted from the zeros before them, are in each phase; in such an order that the phases
    /// with even columns, those with even rows, and the one with both are neighbours.
    static let phases: [(isOddRow: Bool, isOddColumn: Bool)] = [
        (true, false), (false, false), (false, true), (true, true),
    ]
    /// Elements from a row to the next.
    let pitch: Int
    /// Elements from a plane to the next.
    let planeStride: Int
    let tensor: Tensor

    /// Zeros.
    ///
    /// - Parameters:
    ///   - rows: of the convolution's output, half of the image's.
    ///   - columns: of the convolution's output, half of the image's.
    public init(channels: Int, rows: Int, columns: Int) {
        precondition(channels > 0 && rows > 0 && columns > 0, "The image is empty.")
        self.channels = channels
        self.rows = rows
        self.columns = columns
        pitch = columns + 1
        planeStride = ((rows + 2) * pitch + 2 + 15) & ~15
        tensor = Tensor(zeros: Shape(4 * channels * planeStride))
    }

    /// Writes some of a channel's rows.
    ///
    /// - Parameters:
    ///   - first: the image's row that the first of `source` is.
    ///   - source: shape [any number of rows, 2 * columns].
    public func write(_ source: MatrixView, channel: Int, first: Int) {
        precondition(channel >= 0 && channel < channels, "There is no channel \(channel).")
        precondition(first >= 0 && first + source.rows <= 2 * rows, "The rows are outside the image.")
        precondition(source.columns == 2 * columns, "A row has \(source.columns) columns, not \(2 * columns).")
        for i in 0..<source.rows {
            // One row of zeros comes before the image's first, so that its odd rows are even here.
            let row = first + i
            let isOddRow = row % 2 == 0
            let offset = ((row + 1) / 2) * pitch
            let (evenPlane, oddPlane) = isOddRow ? (0, 3) : (1, 2)
            let even = unsafe tensor.base + (evenPlane * channels + channel) * planeStride + offset + 1
            let odd = unsafe tensor.base + (oddPlane * channels + channel) * planeStride + offset
            let x = unsafe source.base + i * source.rowStride
            for j in 0..<columns {
                unsafe odd[j] = x[2 * j]
                unsafe even[j] = x[2 * j + 1]
            }
        }
    }

    /// The window that a tap at a distance of (down, right) pixels of a phase meets, over some of the output's rows.
    func window(phases: Range<Int>, down: Int, right: Int, rows: Range<Int>) -> MatrixView {
        MatrixView(
            tensor, offset: phases.lowerBound * channels * planeStride + (rows.lowerBound + down) * pitch + right,
            rows: phases.count * channels, columns: rows.count * pitch, rowStride: planeStride)
    }
}
