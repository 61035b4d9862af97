/// Winograd's minimal filtering F(4, 3): four outputs of a filter of three taps by six products instead of twelve
/// (Lavin and Gray, 2016), over whole rows at a time.
///
/// A "row" is any number of contiguous elements that share a position along the filtered axis.
public enum MinimalFiltering {
    /// Outputs per tile.
    public static let outputCount = 4
    /// Inputs, and products, per tile.
    public static let inputCount = 6

    /// The six transformed filters of three taps each: shape [3, n] to [6, n].
    public static func transformFilters(_ taps: Tensor) -> Tensor {
        precondition(taps.shape[0] == 3, "There must be three taps.")
        let n = taps.count / 3
        let g = taps.values
        var result = [Float](repeating: 0, count: 6 * n)
        for i in 0..<n {
            let (a, b, c) = (Double(g[i]), Double(g[n + i]), Double(g[2 * n + i]))
            result[i] = Float(a / 4)
            result[n + i] = Float(-(a + b + c) / 6)
            result[2 * n + i] = Float(-(a - b + c) / 6)
            result[3 * n + i] = Float(a / 24 + b / 12 + c / 6)
            result[4 * n + i] = Float(a / 24 - b / 12 + c / 6)
            result[5 * n + i] = Float(c)
        }
        return Tensor(result, shape: Shape(6, n))
    }

    /// The six transformed inputs of six neighbouring rows.
    ///
    /// Shapes: rows [6 * n] in order, transformed [6 * n].
    public static func transformInputs(_ rows: Tensor, into transformed: Tensor) {
        let n = rows.count / inputCount
        precondition(rows.count == 6 * n && transformed.count == 6 * n, "There must be six rows.")
        let (x, y) = unsafe (rows.base, transformed.base)
        for i in 0..<n {
            let (x0, x1, x2) = unsafe (x[i], x[n + i], x[2 * n + i])
            let (x3, x4, x5) = unsafe (x[3 * n + i], x[4 * n + i], x[5 * n + i])
            let (even, odd) = (x4 - 4 * x2, x3 - 4 * x1)
            let (outer, inner) = (x4 - x2, 2 * (x3 - x1))
            unsafe y[i] = 4 * x0 - 5 * x2 + x4
            unsafe y[n + i] = even + odd
            unsafe y[2 * n + i] = even - odd
            unsafe y[3 * n + i] = outer + inner
            unsafe y[4 * n + i] = outer - inner
            unsafe y[5 * n + i] = 4 * x1 - 5 * x3 + x5
        }
    }

    /// The four outputs of six products, in place of the first four.
    ///
    /// Shape: products [6 * n].
    public static func transformOutputs(_ products: Tensor) {
        let n = products.count / inputCount
        precondition(products.count == 6 * n, "There must be six rows.")
        let y = unsafe products.base
        for i in 0..<n {
            let (m0, m1, m2) = unsafe (y[i], y[n + i], y[2 * n + i])
            let (m3, m4, m5) = unsafe (y[3 * n + i], y[4 * n + i], y[5 * n + i])
            let (sum, difference) = (m1 + m2, m1 - m2)
            let (sum2, difference2) = (m3 + m4, m3 - m4)
            unsafe y[i] = m0 + sum + sum2
            unsafe y[n + i] = difference + 2 * difference2
            unsafe y[2 * n + i] = sum + 4 * sum2
            unsafe y[3 * n + i] = difference + 8 * difference2 + m5
        }
    }
}
