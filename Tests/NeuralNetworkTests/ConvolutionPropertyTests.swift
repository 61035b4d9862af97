import NeuralNetwork
import Tensors
import Testing

@Suite struct `Properties of convolutions` {
    /// A geometry, an input's extents that it fits into, and the output's; sometimes wide, sometimes a single pixel.
    private func example(_ seed: Int) -> (PlainConvolution, Extent, Extent, Numbers) {
        var numbers = Numbers(seed: UInt64(seed))
        while true {
            let plain = PlainConvolution(&numbers)
            let input = Extent(
                height: numbers.next(in: 1...8),
                width: numbers.next(in: 0...2) == 0 ? numbers.next(in: 60...120) : numbers.next(in: 1...20))
            let output = plain.layer().outputExtent(input)
            if output.height > 0, output.width > 0 { return (plain, input, output, numbers) }
        }
    }

    @Test(arguments: 0..<150)
    func `a convolution is its definition`(seed: Int) {
        var (plain, input, output, numbers) = example(seed)
        let tensor = numbers.tensor(Shape(plain.inputs, input.height, input.width))
        let workspace = Workspace(blockCount: 1)
        let result = plain.layer()(tensor, in: workspace)
        #expect(result.shape == Shape(plain.outputs, output.height, output.width))
        let expected = plain.apply(tensor.values, input, output)
        #expect(relativeError(result.values, expected.map { Float($0) }) < 1e-5, "\(plain)")
    }

    @Test(arguments: 0..<150)
    func `a transposed convolution is the adjoint of the convolution`(seed: Int) {
        var (plain, input, output, numbers) = example(seed)
        let tensor = numbers.tensor(Shape(plain.outputs, output.height, output.width))
        let layer = plain.transposedLayer(input, output)
        let result = layer(tensor, in: Workspace(blockCount: 1))
        #expect(result.shape == Shape(plain.inputs, input.height, input.width))
        let expected = plain.applyAdjoint(tensor.values, input, output)
        #expect(relativeError(result.values, expected.map { Float($0) }) < 1e-5, "\(plain)")
        // <A x, y> = <x, A' y>
        let x = numbers.tensor(Shape(plain.inputs, input.height, input.width))
        let forward = plain.layer(hasBias: false)(x, in: Workspace(blockCount: 1))
        func product(_ a: Tensor, _ b: Tensor) -> Double {
            zip(a.values, b.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let scale = (product(x, x) * product(result, result)).squareRoot() + 1e-30
        #expect(abs(product(forward, tensor) - product(x, result)) < 1e-5 * scale)
    }

    @Test func `groups are separate convolutions`() {
        var numbers = Numbers(seed: 77)
        let (weight, bias) = (numbers.tensor(Shape(6, 4, 3, 3)), numbers.tensor(Shape(6)))
        let input = numbers.tensor(Shape(12, 7, 30))
        let workspace = Workspace()
        let together = Convolution2D(weight: weight, bias: bias, inputs: 12, padding: 1, groups: 3)(
            input, in: workspace)
        for group in 0..<3 {
            let rows = (2 * group)..<(2 * group + 2)
            let layer = Convolution2D(weight: weight.rows(rows), bias: bias.rows(rows), inputs: 4, padding: 1)
            let alone = layer(input.rows((4 * group)..<(4 * group + 4)), in: workspace)
            #expect(relativeError(alone.values, together.rows(rows).values) < 1e-6)
        }
    }

    @Test func `a signal longer than a block has no seams`() {
        var numbers = Numbers(seed: 5)
        let plain: (Int, Int) -> PlainConvolution = { inputs, outputs in
            var numbers = Numbers(seed: 6)
            var plain = PlainConvolution(&numbers)
            (plain.inputs, plain.outputs, plain.groups) = (inputs, outputs, 1)
            plain.kernel = Extent(height: 1, width: 5)
            (plain.stride, plain.dilation) = (Extent(height: 1, width: 2), 1)
            plain.padding = EdgePadding(left: 2, right: 1)
            plain.weight = numbers.tensor(Shape(outputs, inputs, 1, 5))
            plain.bias = numbers.tensor(Shape(outputs))
            return plain
        }
        // One for each way to compute it: loops, sums, gathered columns, windows.
        for (inputs, outputs) in [(2, 2), (12, 3), (6, 12), (18, 12)] {
            let plain = plain(inputs, outputs)
            let input = numbers.tensor(Shape(inputs, 1, 9001))
            let extent = Extent(height: 1, width: 9001)
            let result = plain.layer()(input, in: Workspace())
            let expected = plain.apply(input.values, extent, plain.layer().outputExtent(extent))
            #expect(relativeError(result.values, expected.map { Float($0) }) < 1e-5)
            let back = plain.transposedLayer(extent, plain.layer().outputExtent(extent))(result, in: Workspace())
            let adjoint = plain.applyAdjoint(result.values, extent, plain.layer().outputExtent(extent))
            #expect(relativeError(back.values, adjoint.map { Float($0) }) < 1e-5)
        }
    }

    @Test func `a kernel larger than the image gives nothing`() {
        let layer = Convolution2D(weight: Tensor(zeros: Shape(2, 1, 3, 3)), bias: nil, inputs: 1)
        #expect(layer.outputExtent(Extent(height: 2, width: 9)).height == 0)
        #expect(layer(Tensor(zeros: Shape(1, 2, 9)), in: Workspace()).count == 0)
    }

    @Test func `an input of other channels ends the process`() async {
        await #expect(processExitsWith: .failure) {
            let layer = Convolution2D(weight: Tensor(zeros: Shape(2, 1, 3, 3)), bias: nil, inputs: 1)
            _ = layer(Tensor(zeros: Shape(2, 5, 5)), in: Workspace())
        }
    }
}
