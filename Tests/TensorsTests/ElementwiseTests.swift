import Glibc
import Tensors
import Testing

@Suite struct `Elementwise functions` {
    /// The worst error by a measure over a range, against double precision.
    private func worst(
        _ activation: Activation, _ range: ClosedRange<Float>, is function: (Double) -> Double,
        by measure: (_ error: Double, _ x: Double, _ expected: Double) -> Double
    ) -> Double {
        let count = 200_003
        let x = (0..<count).map {
            range.lowerBound + (range.upperBound - range.lowerBound) * Float($0) / Float(count - 1)
        }
        let tensor = Tensor(x, shape: Shape(count))
        activation.apply(tensor)
        return zip(x, tensor.values).reduce(0.0) { worst, pair in
            let expected = function(Double(pair.0))
            let error = measure(abs(Double(pair.1) - expected), Double(pair.0), expected)
            return error <= worst ? worst : error.isNaN ? .infinity : error
        }
    }

    private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    private func gelu(_ x: Double) -> Double { 0.5 * x * erfc(-x / 2.0.squareRoot()) }

    @Test func `the logistic function's relative error is below 2e-7`() {
        #expect(worst(.sigmoid, -87...88, is: logistic) { error, _, y in error / y } < 2e-7)
        #expect(worst(.sigmoid, -1e4...1e4, is: logistic) { error, _, _ in error } < 2e-7)
    }

    @Test func `the hyperbolic tangent's absolute error is below 2e-7`() {
        #expect(worst(.tanh, -10...10, is: tanh) { error, _, _ in error } < 2e-7)
        #expect(worst(.tanh, -1e4...1e4, is: tanh) { error, _, _ in error } < 2e-7)
    }

    @Test func `the Gaussian error linear unit is within its bounds`() {
        for range in [-5...5, -100...100, -1e5...1e5] as [ClosedRange<Float>] {
            #expect(worst(.gelu, range, is: gelu) { error, x, _ in error / (1 + abs(x)) } < 1.2e-7)
        }
        #expect(worst(.gelu, -50 ... -5, is: gelu) { error, _, _ in error } < 5e-9)
        #expect(worst(.gelu, -12 ... -5, is: gelu) { error, _, y in error / abs(y) } < 0.05)
    }

    @Test func `the exponential and sigmoid linear units are within 2e-7 of their scale`() {
        #expect(worst(.elu, -100...2, is: { $0 < 0 ? expm1($0) : $0 }) { error, _, _ in error } < 1e-7)
        #expect(
            worst(.silu, -80...80, is: { $0 * logistic($0) }) { error, _, y in
                error / abs(y == 0 ? 1 : y)
            } < 2.5e-7)
    }

    @Test func `the exponential's relative error is below 2e-7 in vectors and between them`() {
        // Beside a 0, the exponential of a score is the quotient of two results.
        var worst = 0.0
        for block in stride(from: 0, to: 87_000, by: 20) {
            let scores = (0..<20).map { -Float(block + $0) / 1000 } + [0]
            let tensor = Tensor(scores, shape: Shape(1, 21))
            Softmax.apply(tensor.matrix)
            let result = tensor.values
            for i in 0..<20 {
                let quotient = Double(result[i]) / Double(result[20])
                worst = max(worst, abs(quotient / exp(Double(scores[i])) - 1))
            }
        }
        #expect(worst < 2e-7)
    }

    @Test func `rectifiers do what they say`() {
        let x: [Float] = [-2, -0.5, 0, 0.5, 2]
        let view = Tensor(x + x, shape: Shape(2, 5))
        Activation.leakyRelu(slope: 0.25).apply(
            view.matrix, rowScale: Tensor([1, -2], shape: Shape(2)), rowShift: Tensor([0, 1], shape: Shape(2)))
        #expect(view.values == [-0.5, -0.125, 0, 0.5, 2, 5, 2, 1, 0, -0.75])
        let columns = Tensor(x, shape: Shape(1, 5))
        Activation.relu.apply(columns.matrix, columnShift: Tensor([1, 0, 0, -1, 1], shape: Shape(5)))
        #expect(columns.values == [0, 0, 0, 0, 3])
    }

    @Test func `a number that is none is passed on by every activation`() {
        for activation in [Activation.gelu, .relu, .leakyRelu(slope: 0.1), .elu, .sigmoid, .silu, .tanh] {
            let tensor = Tensor([Float](repeating: .nan, count: 3), shape: Shape(3))
            activation.apply(tensor)
            #expect(tensor.values.allSatisfy { $0.isNaN }, "\(activation)")
        }
    }

    @Test(arguments: [1, 15, 16, 33])
    func `arithmetic on views agrees with plain loops`(columns: Int) {
        var numbers = Numbers(seed: UInt64(columns))
        let (a, b) = (numbers.tensor(Shape(3, columns)), numbers.tensor(Shape(3, columns)))
        let (weight, shift) = (numbers.tensor(Shape(columns)), numbers.tensor(Shape(columns)))
        let (row, original) = (numbers.tensor(Shape(3)), a.values)
        func expect(_ name: String, _ expected: (Int, Int, Float, Float) -> Float) {
            for i in 0..<(3 * columns) {
                let wanted = expected(i / columns, i % columns, original[i], b.values[i])
                #expect(abs(a.values[i] - wanted) < 1e-6, "\(name)")
            }
            a.write(original)
        }
        a.matrix.add(b.matrix, columnWeight: weight)
        expect("weighted") { _, c, x, y in x + weight.values[c] * y }
        a.matrix.add(b.matrix, columnShift: shift, columnWeight: weight)
        expect("shifted") { _, c, x, y in x + weight.values[c] * (y + shift.values[c]) }
        a.matrix.scale(columnFactor: weight, columnShift: shift)
        expect("scaled") { _, c, x, _ in x * weight.values[c] + shift.values[c] }
        a.matrix.scale(rowFactor: row)
        expect("rows") { r, _, x, _ in x * row.values[r] }
        a.matrix.add(rowShift: row)
        expect("row shift") { r, _, x, _ in x + row.values[r] }
        a.matrix.divide(rowDivisor: row)
        for i in 0..<(3 * columns) {
            let wanted = original[i] / row.values[i / columns]
            #expect(abs(a.values[i] - wanted) <= 1e-6 * abs(wanted))
        }
        a.write(original)
        a.add(b, weight: 0.5)
        expect("tensors") { _, _, x, y in x + 0.5 * y }
        a.multiply(by: b)
        expect("product") { _, _, x, y in x * y }
        a.scale(by: 3, shift: 1)
        expect("affine") { _, _, x, _ in 3 * x + 1 }
        #expect(abs(a.sum - original.reduce(0, +)) < 1e-5)
        #expect(a.maximum == original.max())
    }

    @Test(arguments: [(1, 1), (16, 16), (17, 35), (40, 3)])
    func `a transpose is a transpose`(rows: Int, columns: Int) {
        var numbers = Numbers(seed: 1)
        let tensor = numbers.tensor(Shape(rows, columns))
        let result = Tensor(zeros: Shape(columns, rows))
        result.matrix.copy(transposing: tensor.matrix)
        #expect(result.values == tensor.permuted([1, 0]).values)
    }

    @Test func `gates agree with plain loops`() {
        var numbers = Numbers(seed: 9)
        let input = numbers.tensor(Shape(6, 19))
        let (scale, shift) = (numbers.tensor(Shape(6)), numbers.tensor(Shape(6)))
        let (weight, output) = (numbers.tensor(Shape(3)), Tensor(zeros: Shape(3, 19)))
        func half(_ row: Int, _ column: Int, scaled: Bool) -> Double {
            let x = Double(input[row].values[column])
            return (scaled ? Double(scale.values[row]) : 1) * x + Double(shift.values[row])
        }
        GatedLinearUnit.apply(input.matrix, rowShift: shift, into: output.matrix)
        let gated = (0..<57).map {
            half($0 / 19, $0 % 19, scaled: false) * logistic(half($0 / 19 + 3, $0 % 19, scaled: false))
        }
        #expect(relativeError(output.values, gated) < 1e-6)
        output.fill(1)
        GatedLinearUnit.add(input.matrix, rowScale: scale, rowShift: shift, weight: weight, to: output.matrix)
        let added = (0..<57).map {
            1 + Double(weight.values[$0 / 19]) * half($0 / 19, $0 % 19, scaled: true)
                * logistic(half($0 / 19 + 3, $0 % 19, scaled: true))
        }
        #expect(relativeError(output.values, added) < 1e-6)
    }
}
