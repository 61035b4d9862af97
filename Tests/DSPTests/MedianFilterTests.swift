import DSP
import Testing

@Suite struct MedianFilterTests {
    private func values(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Few distinct values, so that ties occur.
            return Float(state >> 33 & 31)
        }
    }

    private func median(_ values: [Float]) -> Float { values.sorted()[values.count / 2] }

    @Test(arguments: [1, 3, 5, 9, 17, 25, 31])
    func `medians along a row are those of sorting`(length: Int) {
        for count in [1, 2, 15, 16, 17, 100] {
            for spacing in [1, 4] {
                let row = values(count, seed: UInt64(count))
                var output = [Float](repeating: -1, count: count)
                var span = output.mutableSpan
                MedianFilter(length: length, spacing: spacing).filterRow(row.span, into: &span)
                let expected = row.indices.map { i in
                    median((-(length / 2)...(length / 2)).map { row[min(count - 1, max(0, i + $0 * spacing))] })
                }
                #expect(output == expected, "\(count) values, spacing \(spacing)")
            }
        }
    }

    @Test(arguments: [1, 3, 9, 25])
    func `medians down the columns are those of sorting`(length: Int) {
        let (rowCount, columnCount) = (12, 37)
        let matrix = values(rowCount * columnCount, seed: 7)
        let filter = MedianFilter(length: length)
        for row in 0..<rowCount {
            var output = [Float](repeating: -1, count: columnCount)
            var span = output.mutableSpan
            filter.filterColumns(of: matrix.span, columnCount: columnCount, row: row, into: &span)
            let rows = (-(length / 2)...(length / 2)).map { min(rowCount - 1, max(0, row + $0)) }
            #expect(output == (0..<columnCount).map { k in median(rows.map { matrix[$0 * columnCount + k] }) })
        }
    }

    @Test func `medians over chosen rows leave the others out`() {
        let matrix: [Float] = [1, 10, 2, 20, 900, 900, 3, 30]  // four rows of two
        var output: [Float] = [0, 0]
        var span = output.mutableSpan
        MedianFilter(length: 3).filterColumns(of: matrix.span, columnCount: 2, rows: [3, 0, 1], into: &span)
        #expect(output == [2, 20])
    }

    @Test func `a lone peak vanishes and a step stays`() {
        let row: [Float] = [0, 0, 0, 9, 0, 0, 5, 5, 5, 5]
        var output = row
        var span = output.mutableSpan
        MedianFilter(length: 3).filterRow(row.span, into: &span)
        #expect(output == [0, 0, 0, 0, 0, 0, 5, 5, 5, 5])
    }
}
