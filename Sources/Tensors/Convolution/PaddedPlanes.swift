/// An image of several channels with a border of zeros.
///
/// The zeros to the right of a row are those to the left of the next, so that a window of several rows, moved by up to
/// the border's width in any direction, is one stretch of memory per channel.
public struct PaddedPlanes: Sendable {
    /// Number of channels.
    public let channels: Int
    /// Rows of the image.
    public let rows: Int
    /// Columns of the image.
    public let columns: Int
    /// Width of the border in pixels.
    public let border: Int
    /// Elements from a row to the next.
    let pitch: Int
    /// Elements from a channel to the next.
    let planeStride: Int
    let tensor: Tensor

    /// Zeros.
    public init(channels: Int, rows: Int, columns: Int, border: Int) {
        precondition(channels > 0 && rows > 0 && columns > 0 && border >= 0, "The image is empty.")
        self.channels = channels
        self.rows = rows
        self.columns = columns
        self.border = border
        pitch = columns + border
        planeStride = ((rows + 2 * border) * pitch + 2 * border + 15) & ~15
        tensor = Tensor(zeros: Shape(channels * planeStride))
    }

    /// Some of a channel's rows, without the border.
    public func view(channel: Int, rows range: Range<Int>) -> MatrixView {
        precondition(channel >= 0 && channel < channels, "There is no channel \(channel).")
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "Rows \(range) are outside the image.")
        return MatrixView(
            tensor, offset: offset(channel: channel, row: range.lowerBound), rows: range.count, columns: columns,
            rowStride: pitch)
    }

    /// The window over some rows of all channels, moved by (down, right) pixels.
    ///
    /// Its columns are those of the rows one after the other, border included.
    func window(down: Int, right: Int, rows range: Range<Int>) -> MatrixView {
        stretch(down: down, right: right, row: range.lowerBound, count: range.count * pitch)
    }

    /// So many pixels of all channels from (down, right) pixels of a row's beginning on, borders between rows included.
    func stretch(down: Int, right: Int, row: Int, count: Int) -> MatrixView {
        MatrixView(
            tensor, offset: offset(channel: 0, row: row + down) + right, rows: channels, columns: count,
            rowStride: planeStride)
    }

    private func offset(channel: Int, row: Int) -> Int { channel * planeStride + (row + border) * pitch + border }
}
