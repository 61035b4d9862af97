internal import Tensors

/// Each instrument's part of a frame by the ratio of its estimated power to that of all: Wiener's filter.
struct RatioMasks: Sendable {
    /// Keeps silence from being divided by silence; the original's value.
    static let epsilon: Float = 1e-10

    /// The spectrum of the instrument that was masked last: shape [bins].
    let real: Tensor
    let imaginary: Tensor
    /// The mix's power in the band: shape [bins in the band].
    private let power: Tensor
    /// One over the sum of all instruments' estimated powers.
    private let scale: Tensor
    private let mask: Tensor

    init(bandBins: Int, binCount: Int) {
        real = Tensor(zeros: Shape(binCount))
        imaginary = Tensor(zeros: Shape(binCount))
        power = Tensor(zeros: Shape(bandBins))
        scale = Tensor(zeros: Shape(bandBins))
        mask = Tensor(zeros: Shape(bandBins))
    }

    /// Takes a frame of the mix and how much of each bin's magnitude each instrument is said to have.
    ///
    /// - Parameters:
    ///   - shares: by instrument, shape [bins in the band].
    ///   - real: shape [bins].
    ///   - imaginary: shape [bins].
    func prepare(_ shares: [Tensor], real: Tensor, imaginary: Tensor) {
        real.withSpan { re in
            imaginary.withSpan { im in power.withMutableSpan { Self.power(re, im, into: &$0) } }
        }
        scale.fill(0)
        for share in shares {
            share.withSpan { share in scale.withMutableSpan { Self.addSquares(share, to: &$0) } }
        }
        power.withSpan { power in
            scale.withMutableSpan { Self.invert(&$0, power: power) }
        }
    }

    /// Masks the frame that `prepare` took, for one of its instruments.
    ///
    /// - Parameters:
    ///   - floor: the power that the instrument has of silence.
    ///   - highBand: the share above the band; `nil`: the mean of those within.
    func apply(share: Tensor, floor: Float, highBand: Float?, real: Tensor, imaginary: Tensor) {
        let band = mask.count
        share.withSpan { share in
            power.withSpan { power in
                scale.withSpan { scale in
                    mask.withMutableSpan { Self.mask(share, power: power, scale: scale, floor: floor, into: &$0) }
                }
            }
        }
        let above = highBand ?? mask.withSpan { Self.mean($0) }
        for (source, target) in [(real, self.real), (imaginary, self.imaginary)] {
            target.copy(from: source)
            target.rows(0..<band).multiply(by: mask)
            target.rows(band..<target.count).scale(by: above)
        }
    }

    /// The magnitudes of the lowest bins, as many as fit.
    static func magnitudes(_ real: Tensor, _ imaginary: Tensor, into row: Tensor) {
        real.withSpan { re in
            imaginary.withSpan { im in
                row.withMutableSpan { row in
                    power(re, im, into: &row)
                    for i in 0..<row.count { row[i] = row[i].squareRoot() }
                }
            }
        }
    }

    private static func power(_ real: Span<Float>, _ imaginary: Span<Float>, into power: inout MutableSpan<Float>) {
        for i in 0..<power.count { power[i] = real[i] * real[i] + imaginary[i] * imaginary[i] }
    }

    private static func addSquares(_ share: Span<Float>, to sum: inout MutableSpan<Float>) {
        for i in 0..<sum.count { sum[i] += share[i] * share[i] }
    }

    private static func invert(_ sum: inout MutableSpan<Float>, power: Span<Float>) {
        for i in 0..<sum.count { sum[i] = 1 / (sum[i] * power[i] + epsilon) }
    }

    private static func mask(
        _ share: Span<Float>, power: Span<Float>, scale: Span<Float>, floor: Float, into mask: inout MutableSpan<Float>
    ) {
        for i in 0..<mask.count { mask[i] = (share[i] * share[i] * power[i] + floor) * scale[i] }
    }

    private static func mean(_ values: Span<Float>) -> Float {
        // Sums side by side, which one after the other would wait for each other. Bins come in multiples of 64.
        var (a, b, c, d) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
        for i in stride(from: 0, to: values.count & ~15, by: 16) {
            a += SIMD4(values[i], values[i + 1], values[i + 2], values[i + 3])
            b += SIMD4(values[i + 4], values[i + 5], values[i + 6], values[i + 7])
            c += SIMD4(values[i + 8], values[i + 9], values[i + 10], values[i + 11])
            d += SIMD4(values[i + 12], values[i + 13], values[i + 14], values[i + 15])
        }
        return ((a + b) + (c + d)).sum() / Float(values.count)
    }
}
