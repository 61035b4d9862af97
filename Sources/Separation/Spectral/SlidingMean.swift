/// The mean over the values within `reach` on either side, as far as there are any, in one pass; `output` is as long
/// as `input`.
///
/// Rounding errors of the running sum stay: a mean of non-negative values may come out slightly negative.
func slidingMean(of input: [Float], reach: Int, into output: inout [Float]) {
    let count = input.count
    var sum: Float = 0
    for i in 0..<min(reach, count) { sum += input[i] }
    for i in 0..<count {
        if i + reach < count { sum += input[i + reach] }
        if i - reach - 1 >= 0 { sum -= input[i - reach - 1] }
        output[i] = sum / Float(min(count - 1, i + reach) - max(0, i - reach) + 1)
    }
}
