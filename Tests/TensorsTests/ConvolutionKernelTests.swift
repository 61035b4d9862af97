import Tensors
import Testing

@Suite struct `Kernels of convolutions` {
    @Test(arguments: [1, 2, 3, 4, 5], [-3, -1, 0, 1, 2])
    func `a phase of an image has every stride-th row and column`(stride: Int, first: Int) {
        var numbers = Numbers(seed: 1)
        let image = numbers.tensor(Shape(2, 7, 9))
        let phase = Tensor([Float](repeating: .nan, count: 2 * 6 * 8), shape: Shape(2, 6, 8))
        ImagePhases.split(
            image, verticalStride: stride, horizontalStride: stride, firstRow: first, firstColumn: first - 1,
            into: phase)
        for c in 0..<2 {
            for y in 0..<6 {
                for x in 0..<8 {
                    let (row, column) = (stride * y + first, stride * x + first - 1)
                    let isInside = (0..<7).contains(row) && (0..<9).contains(column)
                    #expect(phase[c][y].values[x] == (isInside ? image[c][row].values[column] : 0))
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3], [-2, 0, 1])
    func `merging phases in parts undoes splitting them`(stride: Int, first: Int) {
        var numbers = Numbers(seed: 2)
        let image = numbers.tensor(Shape(2, 7, 9))
        let result = Tensor([Float](repeating: 99, count: image.count), shape: image.shape)
        for row in 0..<stride {
            for column in 0..<stride {
                // One column more than is merged stands between the rows.
                let phase = Tensor(zeros: Shape(2, 10, 12))
                ImagePhases.split(
                    image, verticalStride: stride, horizontalStride: stride, firstRow: row + first,
                    firstColumn: column + first, into: phase)
                let flat = MatrixView(phase, rows: 2, columns: 120, rowStride: 120)
                for start in Swift.stride(from: 0, to: 119, by: 17) {
                    let positions = start..<min(119, start + 17)
                    ImagePhases.merge(
                        flat.columns(positions), positions: positions, pitch: 12, width: 11, verticalStride: stride,
                        horizontalStride: stride, firstRow: row + first, firstColumn: column + first, into: result)
                }
            }
        }
        // What no phase reaches stays as it was.
        for (i, value) in result.values.enumerated() {
            let (y, x) = (i / 9 % 7, i % 9)
            let isReached = y >= first && x >= first && y - first < 10 * stride && x - first < 11 * stride
            #expect(value == (isReached ? image.values[i] : 99))
        }
    }

    @Test(arguments: [5, 40])
    func `windows of taps see what they are said to see`(width: Int) {
        var numbers = Numbers(seed: 3)
        let (channels, height, rows, pitch) = (3, 4, 6, width + 2)
        let planes = numbers.tensor(Shape(2 * channels, rows, pitch))
        let taps = [(0, 0, 0), (1, 2, 1), (0, 1, 2), (1, 0, 0)]
        let plane = rows * pitch
        let windows = TapWindows(
            planes, channels: channels, channelStride: plane, pitch: pitch, height: height, width: width,
            offsets: taps.map { $0.0 * channels * plane + $0.1 * pitch + $0.2 })
        func seen(_ tap: Int, _ channel: Int, _ y: Int, _ x: Int) -> Float {
            planes[taps[tap].0 * channels + channel][y + taps[tap].1].values[x + taps[tap].2]
        }
        let flat = windows.window(tap: 1, positions: 3..<windows.flatCount)
        for channel in 0..<channels {
            for p in 3..<windows.flatCount where p % pitch < width {
                #expect(flat.rows(channel..<(channel + 1)).values[p - 3] == seen(1, channel, p / pitch, p % pitch))
            }
        }
        let positions = 2..<(height * width - 1)
        let columns = Tensor(zeros: Shape(taps.count * channels, positions.count))
        windows.gather(positions, into: columns.matrix)
        for (i, p) in positions.enumerated() {
            for tap in taps.indices {
                for channel in 0..<channels {
                    let expected = seen(tap, channel, p / width, p % width)
                    #expect(columns[tap * channels + channel].values[i] == expected)
                }
            }
        }
        let weight = numbers.tensor(Shape(2, taps.count * channels))
        let (sums, expected) = (Tensor(zeros: Shape(2, positions.count)), Tensor(zeros: Shape(2, positions.count)))
        windows.convolve(positions, by: weight.matrix, into: sums.matrix)
        MatrixProduct.multiply(weight.matrix, columns.matrix, into: expected.matrix)
        #expect(relativeError(sums.values, expected.values.map { Double($0) }) < 1e-5)
    }

    @Test func `a window that reaches outside its planes ends the process`() async {
        await #expect(processExitsWith: .failure) {
            _ = TapWindows(
                Tensor(zeros: Shape(2, 5, 5)), channels: 2, channelStride: 25, pitch: 5, height: 4, width: 5,
                offsets: [0, 6])
        }
    }

    @Test func `minimal filtering is filtering`() {
        var numbers = Numbers(seed: 4)
        let (taps, rows) = (numbers.tensor(Shape(3, 1)), numbers.tensor(Shape(6, 20)))
        let (filters, transformed) = (MinimalFiltering.transformFilters(taps), Tensor(zeros: Shape(6, 20)))
        MinimalFiltering.transformInputs(rows, into: transformed)
        transformed.matrix.scale(rowFactor: filters.reshaped(Shape(6)))
        MinimalFiltering.transformOutputs(transformed)
        let expected = (0..<80).map { i in
            (0..<3).reduce(0.0) { $0 + Double(taps.values[$1]) * Double(rows[i / 20 + $1].values[i % 20]) }
        }
        #expect(relativeError(Array(transformed.values[..<80]), expected) < 1e-5)
    }

    @Test(arguments: [(8, 4, 2), (3, 1, 1), (5, 3, 0), (1, 2, 0)])
    func `strided columns hold the samples of every tap`(kernel: Int, stride: Int, padding: Int) {
        var numbers = Numbers(seed: 5)
        let signal = numbers.tensor(Shape(2, 23))
        let columns = Tensor(zeros: Shape(2 * kernel, 9))
        StridedColumns.gather(
            signal.matrix, kernel: kernel, stride: stride, padding: padding, first: 1, into: columns.matrix)
        for row in 0..<(2 * kernel) {
            for i in 0..<9 {
                let sample = stride * (1 + i) + row % kernel - padding
                let expected = (0..<23).contains(sample) ? signal[row / kernel].values[sample] : 0
                #expect(columns[row].values[i] == expected)
            }
        }
    }

    @Test(arguments: [(4, 2), (2, 0), (3, 1)])
    func `interleaved columns go to the samples of their phase`(stride: Int, padding: Int) {
        var numbers = Numbers(seed: 6)
        let columns = numbers.tensor(Shape(2 * stride, 6))
        let shift = Tensor([1, -1], shape: Shape(2))
        let signal = Tensor([Float](repeating: 99, count: 46), shape: Shape(2, 23))
        StridedColumns.interleave(
            columns.matrix, stride: stride, padding: padding, first: 1, shift: shift, into: signal.matrix)
        var expected = [Float](repeating: 99, count: 46)
        for row in 0..<(2 * stride) {
            for i in 0..<6 {
                let sample = stride * (1 + i) + row % stride - padding
                if (0..<23).contains(sample) {
                    expected[row / stride * 23 + sample] = columns[row].values[i] + shift.values[row / stride]
                }
            }
        }
        #expect(signal.values == expected)
    }
}
