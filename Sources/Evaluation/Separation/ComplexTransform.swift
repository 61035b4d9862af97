internal import Glibc

/// The discrete Fourier transform of a power of two of complex numbers in double precision (Cooley & Tukey, 1965): the
/// separation measures subtract energies that are nearly equal, for which single precision is not enough.
struct ComplexTransform {
    /// Number of points.
    let count: Int
    private let cosines: [Double]
    private let sines: [Double]

    /// A transform of at least `minimumCount` points.
    init(minimumCount: Int) {
        var count = 1
        while count < minimumCount { count *= 2 }
        self.count = count
        let half = max(1, count / 2)
        cosines = (0..<half).map { cos(2 * .pi * Double($0) / Double(count)) }
        sines = (0..<half).map { -sin(2 * .pi * Double($0) / Double(count)) }
    }

    /// Transforms in place: `X[k] = Σ x[n] exp(-2πi kn / count)`.
    func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
        precondition(real.count == count && imaginary.count == count, "the transform has \(count) points")
        reverseBits(&real, &imaginary)
        var re = real.mutableSpan
        var im = imaginary.mutableSpan
        var length = 2
        while length <= count {
            let (half, step) = (length / 2, count / length)
            for start in stride(from: 0, to: count, by: length) {
                for k in 0..<half {
                    let (c, s) = (cosines[k * step], sines[k * step])
                    let (low, high) = (start + k, start + k + half)
                    let (x, y) = (re[high] * c - im[high] * s, re[high] * s + im[high] * c)
                    re[high] = re[low] - x
                    im[high] = im[low] - y
                    re[low] += x
                    im[low] += y
                }
            }
            length *= 2
        }
    }

    private func reverseBits(_ real: inout [Double], _ imaginary: inout [Double]) {
        var reversed = 0
        for index in 0..<count {
            if index < reversed {
                real.swapAt(index, reversed)
                imaginary.swapAt(index, reversed)
            }
            var bit = count >> 1
            while bit > 0, reversed & bit != 0 {
                reversed ^= bit
                bit >>= 1
            }
            reversed |= bit
        }
    }
}
