/// The sum of products over the shorter of two spans.
func dotProduct(_ left: Span<Float>, _ right: Span<Float>) -> Float {
    let count = min(left.count, right.count)
    var sum = SIMD8<Float>.zero
    var i = 0
    while i + 8 <= count {
        var a = SIMD8<Float>.zero
        var b = SIMD8<Float>.zero
        for lane in 0..<8 {
            a[lane] = left[i + lane]
            b[lane] = right[i + lane]
        }
        sum += a * b
        i += 8
    }
    var total = sum.sum()
    while i < count {
        total += left[i] * right[i]
        i += 1
    }
    return total
}
