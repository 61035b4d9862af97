/// Sums of the elements and of their squares, gathered over the parts of something larger.
public struct Moments: Sendable {
    /// Number of elements.
    public private(set) var count = 0
    private var sum = 0.0
    private var sumOfSquares = 0.0

    /// Nothing gathered yet.
    public init() {}

    /// Mean of the elements.
    public var mean: Double { sum / Double(max(1, count)) }

    /// Variance of the elements, as of a whole population.
    public var variance: Double { max(0, sumOfSquares / Double(max(1, count)) - mean * mean) }

    /// Variance estimated from a sample (`count - 1` in the denominator).
    public var sampleVariance: Double { variance * Double(count) / Double(max(1, count - 1)) }

    /// Gathers the elements of `tensor`.
    public mutating func add(_ tensor: Tensor) { unsafe add(tensor.base, count: tensor.count, shift: 0) }

    /// Gathers the elements of `view`, after adding every row's shift (shape [rows]) to them.
    public mutating func add(_ view: MatrixView, rowShift: Tensor) {
        precondition(rowShift.count == view.rows, "There must be a shift for every row.")
        for row in 0..<view.rows {
            unsafe add(view.base + row * view.rowStride, count: view.columns, shift: rowShift.base[row])
        }
    }

    @unsafe private mutating func add(_ x: UnsafePointer<Float>, count: Int, shift: Float) {
        self.count += count
        var start = 0
        // Short runs in single precision, so that their rounding does not add up, and as differences from one of their
        // elements, so that a small variance is not lost beside a large mean.
        while start < count {
            let end = min(start + 4096, count)
            let pivot = unsafe x[start]
            let (s, q) = unsafe Self.sums(x + start, count: end - start, pivot: pivot)
            let n = Double(end - start)
            let offset = Double(shift) + Double(pivot)
            sum += s + n * offset
            sumOfSquares += q + 2 * offset * s + n * offset * offset
            start = end
        }
    }

    @unsafe private static func sums(
        _ x: UnsafePointer<Float>, count: Int, pivot: Float
    ) -> (Double, Double) {
        var sum = SIMD16<Float>.zero
        var squares = SIMD16<Float>.zero
        var i = 0
        while i + 16 <= count {
            let v = unsafe UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<Float>.self) - pivot
            sum += v
            squares += v * v
            i += 16
        }
        var (s, q) = (0.0, 0.0)
        for lane in 0..<16 {
            s += Double(sum[lane])
            q += Double(squares[lane])
        }
        while i < count {
            let v = unsafe Double(x[i] - pivot)
            s += v
            q += v * v
            i += 1
        }
        return (s, q)
    }
}
