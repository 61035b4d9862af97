import NeuralNetwork
import Tensors

/// A convolution's geometry and weights, and what it computes by its definition, in double precision.
struct PlainConvolution {
    var inputs, outputs, groups: Int
    var kernel, stride, dilation: Extent
    var padding: EdgePadding
    /// Rows and columns at the end of a transposed convolution.
    var outputPadding = Extent(height: 0, width: 0)
    /// Shape [outputs, inputs / groups, kernel height, kernel width].
    var weight: Tensor
    var bias: Tensor

    /// A random geometry; with many channels now and then, so that every method is used.
    init(_ numbers: inout Numbers) {
        groups = numbers.next(in: 1...3) == 3 ? numbers.next(in: 2...4) : 1
        inputs = groups * (numbers.next(in: 0...3) == 0 ? numbers.next(in: 16...40) : numbers.next(in: 1...5))
        outputs = groups * (numbers.next(in: 0...3) == 0 ? numbers.next(in: 9...20) : numbers.next(in: 1...5))
        kernel = Extent(height: numbers.next(in: 1...4), width: numbers.next(in: 1...5))
        stride = Extent(height: numbers.next(in: 1...3), width: numbers.next(in: 1...4))
        dilation = Extent(height: numbers.next(in: 1...2), width: numbers.next(in: 1...3))
        padding = EdgePadding(
            top: numbers.next(in: 0...3), bottom: numbers.next(in: 0...3), left: numbers.next(in: 0...3),
            right: numbers.next(in: 0...3))
        weight = numbers.tensor(Shape(outputs, inputs / groups, kernel.height, kernel.width))
        bias = numbers.tensor(Shape(outputs))
    }

    /// Calls `body` for every product: output, group's input channel, tap's row and column, where it reads and writes.
    private func forEach(
        _ input: Extent, _ output: Extent, _ body: (_ o: Int, _ c: Int, _ tap: Int, _ read: Int, _ write: Int) -> Void
    ) {
        for y in 0..<output.height {
            for ky in 0..<kernel.height {
                let row = stride.height * y + dilation.height * ky - padding.top
                guard row >= 0, row < input.height else { continue }
                for x in 0..<output.width {
                    for kx in 0..<kernel.width {
                        let column = stride.width * x + dilation.width * kx - padding.left
                        guard column >= 0, column < input.width else { continue }
                        for o in 0..<outputs {
                            for c in 0..<(inputs / groups) {
                                let channel = o / (outputs / groups) * (inputs / groups) + c
                                body(
                                    o, c, ky * kernel.width + kx,
                                    (channel * input.height + row) * input.width + column,
                                    (o * output.height + y) * output.width + x)
                            }
                        }
                    }
                }
            }
        }
    }

    private func weightIndex(_ o: Int, _ c: Int, _ tap: Int) -> Int {
        (o * (inputs / groups) + c) * kernel.height * kernel.width + tap
    }

    /// From [inputs, input extent] to [outputs, output extent].
    func apply(_ values: [Float], _ input: Extent, _ output: Extent, hasBias: Bool = true) -> [Double] {
        let (w, b) = (weight.values, bias.values)
        var result = (0..<(outputs * output.height * output.width)).map {
            hasBias ? Double(b[$0 / (output.height * output.width)]) : 0
        }
        forEach(input, output) { o, c, tap, read, write in
            result[write] += Double(w[weightIndex(o, c, tap)]) * Double(values[read])
        }
        return result
    }

    /// The adjoint, without a bias: from [outputs, output extent] to [inputs, input extent].
    func applyAdjoint(_ values: [Float], _ input: Extent, _ output: Extent) -> [Double] {
        let w = weight.values
        var result = [Double](repeating: 0, count: inputs * input.height * input.width)
        forEach(input, output) { o, c, tap, read, write in
            result[read] += Double(w[weightIndex(o, c, tap)]) * Double(values[write])
        }
        return result
    }

    /// The layer.
    func layer(hasBias: Bool = true) -> Convolution2D {
        Convolution2D(
            weight: weight, bias: hasBias ? bias : nil, inputs: inputs, stride: stride, padding: padding,
            dilation: dilation, groups: groups)
    }

    /// The layer that is the adjoint, with as many rows and columns at the end as the convolution left out of `input`.
    func transposedLayer(_ input: Extent, _ output: Extent) -> ConvolutionTranspose2D {
        let whole = Extent(
            height: stride.height * (output.height - 1) + dilation.height * (kernel.height - 1) + 1,
            width: stride.width * (output.width - 1) + dilation.width * (kernel.width - 1) + 1)
        return ConvolutionTranspose2D(
            weight: weight, bias: nil, outputs: inputs, stride: stride, cropping: padding,
            outputPadding: Extent(
                height: input.height + padding.top + padding.bottom - whole.height,
                width: input.width + padding.left + padding.right - whole.width),
            dilation: dilation, groups: groups)
    }
}
