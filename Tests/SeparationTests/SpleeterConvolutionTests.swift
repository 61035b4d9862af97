import Glibc
import Tensors
import Testing

/// The layers of Spleeter's networks against plain loops.
@Suite struct SpleeterConvolutionTests {
    private func random(_ shape: Shape, seed: Int) -> Tensor {
        Tensor(SpleeterFixture.uniform(seed: seed, count: shape.count).map { Float($0) }, shape: shape)
    }

    /// The image, row by row, of `value(channel, row, column)`; zero outside.
    private func pixel(_ image: Tensor, _ channel: Int, _ row: Int, _ column: Int) -> Double {
        let (height, width) = (image.shape[1], image.shape[2])
        guard row >= 0, row < height, column >= 0, column < width else { return 0 }
        return Double(image.values[(channel * height + row) * width + column])
    }

    private func padded(_ image: Tensor, border: Int) -> PaddedPlanes {
        let planes = PaddedPlanes(
            channels: image.shape[0], rows: image.shape[1], columns: image.shape[2], border: border)
        for channel in 0..<image.shape[0] {
            planes.view(channel: channel, rows: 0..<image.shape[1]).copy(from: image[channel].matrix)
        }
        return planes
    }

    /// Inputs, outputs, rows and columns of the smaller image; below eight channels another way is taken.
    private static let sizes = [(2, 5, 3, 4), (1, 1, 1, 1), (8, 3, 5, 2), (9, 10, 4, 7), (3, 8, 1, 9), (12, 1, 6, 1)]

    @Test(arguments: sizes)
    func `a halving convolution is the sum over its taps, in blocks too`(
        inputs: Int, outputs: Int, rows: Int, columns: Int
    ) throws {
        let image = random(Shape(inputs, 2 * rows, 2 * columns), seed: 1)
        let weights = random(Shape(outputs, inputs, 5, 5), seed: 2)
        let planes = PolyphasePlanes(channels: inputs, rows: rows, columns: columns)
        for channel in 0..<inputs {
            planes.write(image[channel].rows(0..<1).matrix, channel: channel, first: 0)
            planes.write(image[channel].rows(1..<(2 * rows)).matrix, channel: channel, first: 1)
        }
        let convolution = HalvingConvolution(weights: weights)
        let w = weights.values
        for range in [0..<rows, 0..<1, (rows - 1)..<rows] {
            let block = Tensor(zeros: Shape(outputs, range.count * (columns + 1)))
            convolution.apply(planes, rows: range, into: block.matrix, in: Workspace(blockCount: 1024))
            let values = block.values
            for (o, row, column) in indices(outputs, range, columns) {
                var sum = 0.0
                for (c, tap) in taps(inputs, 25) {
                    sum +=
                        Double(w[(o * inputs + c) * 25 + tap])
                        * pixel(image, c, 2 * row + tap / 5 - 1, 2 * column + tap % 5 - 1)
                }
                let result = values[o * block.shape[1] + (row - range.lowerBound) * (columns + 1) + column]
                try #require(abs(Double(result) - sum) < 1e-4)
            }
        }
    }

    @Test(arguments: sizes)
    func `a doubling convolution spreads every pixel over its taps, in blocks too`(
        inputs: Int, outputs: Int, rows: Int, columns: Int
    ) throws {
        let image = random(Shape(inputs, rows, columns), seed: 3)
        let weights = random(Shape(inputs, outputs, 5, 5), seed: 4)
        let (scale, shift) = (random(Shape(outputs), seed: 5), random(Shape(outputs), seed: 6))
        let planes = padded(image, border: 1)
        let convolution = DoublingConvolution(weights: weights)
        let result = PaddedPlanes(channels: outputs + 1, rows: 2 * rows, columns: 2 * columns, border: 1)
        for row in 0..<rows {
            let block = Tensor(zeros: Shape(4 * outputs, columns + 1))
            convolution.apply(planes, rows: row..<(row + 1), into: block.matrix, in: Workspace(blockCount: 1024))
            convolution.join(
                block.matrix, rows: row..<(row + 1), scale: scale, shift: shift, into: result, firstChannel: 1)
        }
        var expected = [Double](repeating: 0, count: outputs * 4 * rows * columns)
        let w = weights.values
        for (c, row, column) in indices(inputs, 0..<rows, columns) {
            for (o, tap) in taps(outputs, 25) {
                let (y, x) = (2 * row + tap / 5 - 1, 2 * column + tap % 5 - 1)
                guard y >= 0, y < 2 * rows, x >= 0, x < 2 * columns else { continue }
                expected[(o * 2 * rows + y) * 2 * columns + x] +=
                    Double(w[(c * outputs + o) * 25 + tap]) * pixel(image, c, row, column)
            }
        }
        let target = Tensor(zeros: Shape(2 * rows, 2 * columns))
        for o in 0..<outputs {
            target.matrix.copy(from: result.view(channel: o + 1, rows: 0..<(2 * rows)))
            for (i, value) in target.values.enumerated() {
                let sum = expected[o * 4 * rows * columns + i] * Double(scale.values[o]) + Double(shift.values[o])
                try #require(abs(Double(value) - sum) < 1e-4)
            }
        }
    }

    @Test(arguments: [(1, 1), (2, 9), (11, 3)])
    func `a dilated convolution is the sum over its taps`(rows: Int, columns: Int) throws {
        let image = random(Shape(1, rows, columns), seed: 7)
        let (weights, bias) = (random(Shape(2, 1, 4, 4), seed: 8), random(Shape(2), seed: 9))
        let convolution = DilatedConvolution(weights: weights, bias: bias)
        let result = Tensor(zeros: Shape(rows, columns))
        for channel in 0..<2 {
            convolution.apply(padded(image, border: 3), rows: 0..<rows, channel: channel, into: result.matrix)
            let values = result.values
            for (_, row, column) in indices(1, 0..<rows, columns) {
                var sum = Double(bias.values[channel])
                for (_, tap) in taps(1, 16) {
                    sum +=
                        Double(weights.values[16 * channel + tap])
                        * pixel(image, 0, row + 2 * (tap / 4) - 3, column + 2 * (tap % 4) - 3)
                }
                try #require(abs(Double(values[row * columns + column]) - sum) < 1e-5)
            }
        }
    }

    @Test func `blocks cover an image of any size`() {
        let halving = HalvingConvolution(weights: Tensor(zeros: Shape(512, 256, 5, 5)))
        #expect(halving.blockRows(of: PolyphasePlanes(channels: 256, rows: 1, columns: 1000)) == 1)
        #expect(halving.blockRows(of: PolyphasePlanes(channels: 256, rows: 3, columns: 1)) == 3)
        let doubling = DoublingConvolution(weights: Tensor(zeros: Shape(64, 16, 5, 5)))
        #expect(doubling.blockRows(of: PaddedPlanes(channels: 64, rows: 2, columns: 4000, border: 1)) == 1)
    }

    @Test func `rows compete column by column, whatever the scores' size`() throws {
        let scores = Tensor([1, -500, 3e4, 2, 500, 3e4, 0, 0, -3e4], shape: Shape(3, 3))
        let original = scores.values
        Softmax.applyAcrossRows(scores.matrix, in: Workspace(blockCount: 64))
        for column in 0..<3 {
            let values = (0..<3).map { Double(original[3 * $0 + column]) }
            let exponentials = values.map { exp($0 - (values.max() ?? 0)) }
            for row in 0..<3 {
                let expected = exponentials[row] / exponentials.reduce(0, +)
                #expect(abs(Double(scores.values[3 * row + column]) - expected) < 1e-6)
            }
        }
    }

    private func indices(_ channels: Int, _ rows: Range<Int>, _ columns: Int) -> [(Int, Int, Int)] {
        (0..<channels).flatMap { c in rows.flatMap { row in (0..<columns).map { (c, row, $0) } } }
    }

    private func taps(_ channels: Int, _ count: Int) -> [(Int, Int)] {
        (0..<channels).flatMap { c in (0..<count).map { (c, $0) } }
    }
}
