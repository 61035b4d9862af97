internal import COpenBLAS

extension MatrixProduct {
    /// `product = scale * left * right + keep * product` on views.
    ///
    /// Shapes: `left` [rows, inner] (or [inner, rows] where `leftIsTransposed`), `right` [inner, columns] (or
    /// [columns, inner] where `rightIsTransposed`), `product` [rows, columns]. `product` must not overlap the others.
    public static func multiply(
        _ left: MatrixView, _ right: MatrixView, into product: MatrixView,
        leftIsTransposed: Bool = false, rightIsTransposed: Bool = false, scale: Float = 1, keep: Float = 0
    ) {
        let inner = leftIsTransposed ? left.rows : left.columns
        precondition((leftIsTransposed ? left.columns : left.rows) == product.rows, "The rows differ.")
        precondition((rightIsTransposed ? right.columns : right.rows) == inner, "The inner extents differ.")
        precondition((rightIsTransposed ? right.rows : right.columns) == product.columns, "The columns differ.")
        guard product.rows > 0, product.columns > 0 else { return }
        guard inner > 0 else {
            for row in 0..<product.rows {
                let y = unsafe product.base + row * product.rowStride
                for i in 0..<product.columns { unsafe y[i] = keep == 0 ? 0 : keep * y[i] }
            }
            return
        }
        useCallingThreadOnly()
        unsafe cblas_sgemm(
            CblasRowMajor, leftIsTransposed ? CblasTrans : CblasNoTrans,
            rightIsTransposed ? CblasTrans : CblasNoTrans,
            blasint(product.rows), blasint(product.columns), blasint(inner), scale,
            left.base, blasint(left.rowStride), right.base, blasint(right.rowStride), keep,
            product.base, blasint(product.rowStride))
    }

    /// The products of a batch of matrices: `product[b] = scale * left[b] * right[b] + keep * product[b]`.
    ///
    /// Shapes: [batch, ...] of three dimensions each, as in `multiply(_:_:into:)`.
    public static func multiplyBatch(
        _ left: Tensor, _ right: Tensor, into product: Tensor,
        leftIsTransposed: Bool = false, rightIsTransposed: Bool = false, scale: Float = 1, keep: Float = 0
    ) {
        precondition(
            left.shape.rank == 3 && right.shape[0] == left.shape[0] && product.shape[0] == left.shape[0],
            "The batches differ.")
        for index in 0..<left.shape[0] {
            multiply(
                left[index].matrix, right[index].matrix, into: product[index].matrix,
                leftIsTransposed: leftIsTransposed, rightIsTransposed: rightIsTransposed, scale: scale, keep: keep)
        }
    }
}
