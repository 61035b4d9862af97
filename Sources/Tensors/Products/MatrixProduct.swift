internal import COpenBLAS

/// OpenBLAS's best kernels for this processor, on the calling thread: the engines divide their work themselves, and the
/// number of BLAS threads would change the rounding of results. Chosen once, before the first product.
private let preparedLibrary: Void = {
    ProcessorKernels.chooseBest()
    openblas_set_num_threads(1)
}()

/// Dense single-precision products of row-major matrices (BLAS level 3, `sgemm`).
public enum MatrixProduct {
    /// Makes OpenBLAS use its best kernels and compute on the calling thread only.
    static func useCallingThreadOnly() { preparedLibrary }

    /// `product = scale * left * right + keep * product`.
    ///
    /// Shapes: `left` [rows, inner] (or [inner, rows] where `leftIsTransposed`), `right` [inner, columns] (or
    /// [columns, inner] where `rightIsTransposed`), `product` [rows, columns], all row-major and without padding.
    public static func multiply(
        _ left: Span<Float>, _ right: Span<Float>, into product: inout MutableSpan<Float>,
        rows: Int, inner: Int, columns: Int,
        leftIsTransposed: Bool = false, rightIsTransposed: Bool = false, scale: Float = 1, keep: Float = 0
    ) {
        precondition(rows >= 0 && inner >= 0 && columns >= 0)
        precondition(left.count == rows * inner && right.count == inner * columns && product.count == rows * columns)
        guard rows > 0, columns > 0 else { return }
        guard inner > 0 else {
            for i in 0..<product.count { product[i] = keep == 0 ? 0 : keep * product[i] }
            return
        }
        useCallingThreadOnly()
        unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                unsafe product.withUnsafeMutableBufferPointer { product in
                    unsafe cblas_sgemm(
                        CblasRowMajor, leftIsTransposed ? CblasTrans : CblasNoTrans,
                        rightIsTransposed ? CblasTrans : CblasNoTrans,
                        blasint(rows), blasint(columns), blasint(inner), scale,
                        left.baseAddress, blasint(leftIsTransposed ? rows : inner),
                        right.baseAddress, blasint(rightIsTransposed ? inner : columns), keep,
                        product.baseAddress, blasint(columns))
                }
            }
        }
    }

    /// `left * right` as a new array; shapes as in `multiply(_:_:into:)`.
    public static func product(
        _ left: [Float], _ right: [Float], rows: Int, inner: Int, columns: Int,
        leftIsTransposed: Bool = false, rightIsTransposed: Bool = false
    ) -> [Float] {
        var result = [Float](repeating: 0, count: rows * columns)
        var span = result.mutableSpan
        multiply(
            left.span, right.span, into: &span, rows: rows, inner: inner, columns: columns,
            leftIsTransposed: leftIsTransposed, rightIsTransposed: rightIsTransposed)
        return result
    }
}
