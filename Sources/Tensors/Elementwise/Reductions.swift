/// Sums and extremes with vector accumulators.
enum Reductions {
    @unsafe static func sum(_ x: UnsafePointer<Float>, count: Int) -> Float {
        var total = SIMD16<Float>.zero
        var i = 0
        while i + 16 <= count {
            total += unsafe UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<Float>.self)
            i += 16
        }
        var sum = total.sum()
        while i < count {
            sum += unsafe x[i]
            i += 1
        }
        return sum
    }

    /// The largest element; minus infinity where there is none.
    @unsafe static func maximum(_ x: UnsafePointer<Float>, count: Int) -> Float {
        var largest = SIMD16<Float>(repeating: -.infinity)
        var i = 0
        while i + 16 <= count {
            let v = unsafe UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<Float>.self)
            largest.replace(with: v, where: v .> largest)
            i += 16
        }
        var result = largest.max()
        while i < count {
            result = unsafe x[i] > result ? x[i] : result
            i += 1
        }
        return result
    }
}

extension Tensor {
    /// Sum of the elements.
    public var sum: Float { unsafe Reductions.sum(base, count: count) }
    /// The largest element; minus infinity where there is none.
    public var maximum: Float { unsafe Reductions.maximum(base, count: count) }
}
