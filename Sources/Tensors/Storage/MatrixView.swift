/// A matrix within a tensor: rows of contiguous elements, at a constant distance from each other.
///
/// A row may be longer than the view is wide, so that a window of its columns can be multiplied without copying it.
@safe public struct MatrixView: @unchecked Sendable {
    let tensor: Tensor
    let base: UnsafeMutablePointer<Float>
    /// Number of rows.
    public let rows: Int
    /// Number of columns.
    public let columns: Int
    /// Elements from a row's beginning to the next one's.
    public let rowStride: Int

    /// A view into `tensor`, all of it inside.
    ///
    /// - Parameter offset: position of the view's first element in the tensor.
    public init(_ tensor: Tensor, offset: Int = 0, rows: Int, columns: Int, rowStride: Int) {
        precondition(offset >= 0 && rows >= 0 && columns >= 0 && rowStride >= columns, "The view is not a matrix.")
        precondition(
            rows == 0 || offset + (rows - 1) * rowStride + columns <= tensor.count,
            "The view reaches outside its tensor.")
        self.tensor = tensor
        unsafe base = tensor.base + offset
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride
    }

    /// All of a matrix, or of a tensor of more dimensions seen as the matrix of its innermost rows.
    public init(_ tensor: Tensor) {
        let last = tensor.shape.rank - 1
        let columns = tensor.shape[last]
        self.init(tensor, rows: tensor.shape.with(1, at: last).count, columns: columns, rowStride: columns)
    }

    /// The same rows, some of the columns.
    public func columns(_ range: Range<Int>) -> MatrixView {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "Columns \(range) are outside the view.")
        return unsafe MatrixView(
            tensor: tensor, base: base + range.lowerBound, rows: rows, columns: range.count, rowStride: rowStride)
    }

    /// Some of the rows.
    public func rows(_ range: Range<Int>) -> MatrixView {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "Rows \(range) are outside the view.")
        return unsafe MatrixView(
            tensor: tensor, base: base + range.lowerBound * rowStride, rows: range.count, columns: columns,
            rowStride: rowStride)
    }

    private init(
        tensor: Tensor, base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, rowStride: Int
    ) {
        self.tensor = tensor
        unsafe self.base = unsafe base
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride
    }
}

extension Tensor {
    /// All of it as a matrix of its innermost rows.
    public var matrix: MatrixView { MatrixView(self) }
}
