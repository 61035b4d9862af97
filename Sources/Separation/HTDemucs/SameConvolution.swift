internal import Tensors

/// A convolution along time with as many outputs as inputs, as one product per tap: a tap's product takes all columns
/// but those that it would need from beyond the ends.
struct SameConvolution: Sendable {
    /// One matrix [outputs, inputs] per tap.
    private let taps: Tensor
    private let dilation: Int

    /// - Parameters:
    ///   - taps: shape [taps, outputs, inputs], an odd number of them.
    ///   - dilation: samples from one tap to the next.
    init(taps: Tensor, dilation: Int = 1) {
        precondition(taps.shape.rank == 3 && taps.shape[0] % 2 == 1)
        self.taps = taps
        self.dilation = dilation
    }

    /// Convolves columns `range` of `input`.
    ///
    /// Shapes: input [inputs, samples], output [outputs, range.count].
    func apply(_ input: MatrixView, columns range: Range<Int>, into output: MatrixView, keep: Bool = false) {
        let centre = taps.shape[0] / 2
        // The middle tap reaches every output, so it writes and the others add.
        MatrixProduct.multiply(
            taps[centre].matrix, input.columns(range), into: output, keep: keep ? 1 : 0)
        for tap in 0..<taps.shape[0] where tap != centre {
            let shift = (tap - centre) * dilation
            let lower = max(range.lowerBound, -shift)
            let upper = min(range.upperBound, input.columns - shift)
            guard lower < upper else { continue }
            MatrixProduct.multiply(
                taps[tap].matrix, input.columns((lower + shift)..<(upper + shift)),
                into: output.columns((lower - range.lowerBound)..<(upper - range.lowerBound)), keep: 1)
        }
    }
}
