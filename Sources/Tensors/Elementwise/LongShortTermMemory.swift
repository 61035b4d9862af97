/// A step of a long short-term memory (Hochreiter and Schmidhuber, 1997; with a forget gate, Gers et al., 2000).
public enum LongShortTermMemory {
    /// Replaces the state by that of the next step.
    ///
    /// - Parameters:
    ///   - gates: what the step's input gives to the input, forget, cell and output gates, one after the other, with the
    ///     biases: shape [4 * units]; overwritten.
    ///   - recurrent: what the hidden state gives to the gates: shape [units, 4 * units].
    ///   - hidden: hidden state, that is the output: shape [units].
    ///   - cell: cell state: shape [units].
    public static func step(gates: Tensor, recurrent: Tensor, hidden: Tensor, cell: Tensor) {
        let units = hidden.count
        precondition(cell.count == units && gates.count == 4 * units, "The states do not fit.")
        precondition(recurrent.shape == Shape(units, 4 * units), "The weights do not fit.")
        unsafe addProduct(hidden.base, recurrent.base, rows: units, columns: 4 * units, to: gates.base)
        let (i, f) = unsafe (gates.base, gates.base + units)
        let (g, o) = unsafe (gates.base + 2 * units, gates.base + 3 * units)
        let (h, c) = unsafe (hidden.base, cell.base)
        for k in 0..<units {
            let state = unsafe logistic(f[k]) * c[k] + logistic(i[k]) * hyperbolicTangent(g[k])
            unsafe c[k] = state
            unsafe h[k] = logistic(o[k]) * hyperbolicTangent(state)
        }
    }

    /// `sum[i] += sum over rows of vector[row] * matrix[row][i]`.
    ///
    /// The matrix is read once and from its beginning to its end, which is what this takes its time for.
    @unsafe private static func addProduct(
        _ vector: UnsafePointer<Float>, _ matrix: UnsafePointer<Float>, rows: Int, columns: Int,
        to sum: UnsafeMutablePointer<Float>
    ) {
        var row = 0
        while row + 4 <= rows {
            let (a, b) = unsafe (matrix + row * columns, matrix + (row + 1) * columns)
            let (c, d) = unsafe (matrix + (row + 2) * columns, matrix + (row + 3) * columns)
            let (p, q, r, s) = unsafe (vector[row], vector[row + 1], vector[row + 2], vector[row + 3])
            var i = 0
            while i + 16 <= columns {
                let target = unsafe UnsafeMutableRawPointer(sum + i)
                var v = unsafe target.loadUnaligned(as: SIMD16<Float>.self)
                v += unsafe UnsafeRawPointer(a + i).loadUnaligned(as: SIMD16<Float>.self) * p
                v += unsafe UnsafeRawPointer(b + i).loadUnaligned(as: SIMD16<Float>.self) * q
                v += unsafe UnsafeRawPointer(c + i).loadUnaligned(as: SIMD16<Float>.self) * r
                v += unsafe UnsafeRawPointer(d + i).loadUnaligned(as: SIMD16<Float>.self) * s
                unsafe target.storeBytes(of: v, as: SIMD16<Float>.self)
                i += 16
            }
            while i < columns {
                unsafe sum[i] += p * a[i] + q * b[i] + r * c[i] + s * d[i]
                i += 1
            }
            row += 4
        }
        while row < rows {
            let a = unsafe matrix + row * columns
            let p = unsafe vector[row]
            for i in 0..<columns { unsafe sum[i] += p * a[i] }
            row += 1
        }
    }
}
