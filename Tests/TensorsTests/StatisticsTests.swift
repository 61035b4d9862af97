import Glibc
import Tensors
import Testing

@Suite struct `Statistics and normalisations` {
    @Test(arguments: [1, 5, 16, 4095, 4096, 4097, 20_000], [Float(0), 30, -5000])
    func `moments agree with double precision`(count: Int, offset: Float) {
        var numbers = Numbers(seed: UInt64(count))
        let values = numbers.array(count).map { $0 + offset }
        var moments = Moments()
        moments.add(Tensor(values, shape: Shape(count)))
        let mean = values.reduce(0) { $0 + Double($1) } / Double(count)
        let variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(count)
        #expect(moments.count == count)
        #expect(abs(moments.mean - mean) < 1e-6 * max(1, abs(mean)))
        #expect(abs(moments.variance - variance) <= 1e-5 * variance + 1e-9)
        if count > 1 {
            let sample = variance * Double(count) / Double(count - 1)
            #expect(abs(moments.sampleVariance - sample) <= 1e-5 * sample + 1e-9)
        }
    }

    @Test func `moments are gathered over parts and rows with shifts`() {
        var numbers = Numbers(seed: 2)
        let tensor = numbers.tensor(Shape(3, 50))
        let shift = Tensor([1, -2, 40], shape: Shape(3))
        var moments = Moments()
        moments.add(tensor.matrix.columns(0..<20), rowShift: shift)
        moments.add(tensor.matrix.columns(20..<50), rowShift: shift)
        let values = (0..<150).map { Double(tensor.values[$0]) + Double(shift.values[$0 / 50]) }
        let mean = values.reduce(0, +) / 150
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 150
        #expect(abs(moments.mean - mean) < 1e-6)
        #expect(abs(moments.variance - variance) < 1e-6 * variance)
    }

    @Test func `nothing gathered has no spread`() {
        let moments = Moments()
        #expect(moments.mean == 0 && moments.variance == 0 && moments.sampleVariance == 0)
    }

    @Test(arguments: [1, 7, 16, 50])
    func `softmax agrees with double precision`(columns: Int) {
        var numbers = Numbers(seed: 4)
        let tensor = numbers.tensor(Shape(3, columns))
        tensor.scale(by: 20)
        let expected = tensor.values.chunked(columns).flatMap { row in
            let sum = row.reduce(0) { $0 + exp(Double($1)) }
            return row.map { exp(Double($0)) / sum }
        }
        Softmax.apply(tensor.matrix)
        #expect(relativeError(tensor.values, expected) < 1e-6)
        for row in 0..<3 { #expect(abs(tensor[row].sum - 1) < 1e-6) }
    }

    @Test func `extreme scores give probabilities all the same`() {
        let huge = Float.greatestFiniteMagnitude
        let scores: [[Float]] = [
            [1e30, 1e30, -1e30], [-1e30, -1e30, -1e30], [-.infinity, 0, -.infinity], [huge, -huge, 0], [88, -88, 0],
        ]
        let tensor = Tensor(scores.flatMap(\.self), shape: Shape(5, 3))
        Softmax.apply(tensor.matrix)
        let expected: [Double] = [0.5, 0.5, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3, 0, 1, 0, 1, 0, 0, 1, 0, 0]
        #expect(relativeError(tensor.values, expected) < 1e-6)
    }

    @Test(arguments: [1, 2, 16, 45])
    func `layer normalisation agrees with double precision`(columns: Int) {
        var numbers = Numbers(seed: 5)
        let input = numbers.tensor(Shape(4, columns))
        input.scale(by: 3, shift: 100)
        let (weight, bias) = (numbers.tensor(Shape(columns)), numbers.tensor(Shape(columns)))
        let expected = input.values.chunked(columns).flatMap { row in
            let mean = row.reduce(0) { $0 + Double($1) } / Double(columns)
            let variance = row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(columns)
            return row.enumerated().map { i, x in
                (Double(x) - mean) / (variance + 1e-5).squareRoot() * Double(weight.values[i]) + Double(bias.values[i])
            }
        }
        Normalisation.layer(input.matrix, weight: weight, bias: bias, epsilon: 1e-5, into: input.matrix)
        #expect(relativeError(input.values, expected) < 2e-5)
    }
}

extension Array {
    fileprivate func chunked(_ count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<($0 + count)]) }
    }
}
