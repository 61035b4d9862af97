/// One axis of a transposed convolution: which inputs and taps give to which outputs.
///
/// Input `i` and tap `j` give to place `stride * i + dilation * j` of the whole result. A place is
/// `stride * position + phase`, so that tap `j` is seen by phase `(dilation * j) % stride` only, from
/// `(dilation * j) / stride` inputs before the position.
struct TransposedAxis: Sendable {
    let stride: Int
    private let kernel: Int
    private let dilation: Int
    private let cropping: EndPadding
    private let outputPadding: Int

    init(kernel: Int, stride: Int, dilation: Int, cropping: EndPadding, outputPadding: Int) {
        precondition(kernel > 0 && stride > 0 && dilation > 0, "The geometry makes no sense.")
        precondition(cropping.before >= 0 && cropping.after >= 0 && outputPadding >= 0, "A length is negative.")
        self.stride = stride
        self.kernel = kernel
        self.dilation = dilation
        self.cropping = cropping
        self.outputPadding = outputPadding
    }

    /// How far before its position a phase sees inputs, at most.
    var largestShift: Int { dilation * (kernel - 1) / stride }

    /// The tap by which a phase sees the input `shift` before its position.
    func tap(phase: Int, shift: Int) -> Int? {
        let place = shift * stride + phase
        return place % dilation == 0 && place / dilation < kernel ? place / dilation : nil
    }

    func outputLength(_ input: Int) -> Int {
        guard input > 0 else { return 0 }
        let whole = stride * (input - 1) + dilation * (kernel - 1) + 1 + outputPadding
        return max(0, whole - cropping.before - cropping.after)
    }

    /// The positions that some output of so many belongs to.
    func positions(_ count: Int) -> Range<Int> {
        (cropping.before / stride)..<((cropping.before + count - 1) / stride + 1)
    }

    /// The output that a phase's first position gives to; negative where it was cut off.
    func first(_ positions: Range<Int>, phase: Int) -> Int {
        stride * positions.lowerBound + phase - cropping.before
    }
}
