import DSP
import Testing

@Suite struct MedianFilterTests {
    /// The middle one of the sorted values.
    private func median(_ values: [Float]) -> Float { values.sorted()[values.count / 2] }

    @Test(arguments: [1, 3, 5, 9, 17, 25], [1, 2, 4])
    func `along a row it is the middle of the sorted neighbours`(length: Int, spacing: Int) {
        var noise = Noise(seed: UInt64(length))
        for count in [1, 2, 15, 16, 17, 100] {
            // Coarse steps make ties.
            let row = noise.samples(count).map { ($0 * 20).rounded() }
            let expected = (0..<count).map { i in
                median((0..<length).map { row[min(count - 1, max(0, i + ($0 - length / 2) * spacing))] })
            }
            var result = [Float](repeating: .nan, count: count)
            var span = result.mutableSpan
            MedianFilter(length: length, spacing: spacing).filterRow(row.span, into: &span)
            #expect(result == expected)
        }
    }

    @Test(arguments: [1, 3, 9, 25], [1, 3])
    func `down the columns it is the middle of the sorted neighbours`(length: Int, spacing: Int) {
        var noise = Noise(seed: UInt64(length))
        let (rowCount, columnCount) = (12, 37)
        let matrix = noise.samples(rowCount * columnCount)
        let filter = MedianFilter(length: length, spacing: spacing)
        for row in 0..<rowCount {
            let rows = (0..<length).map { min(rowCount - 1, max(0, row + ($0 - length / 2) * spacing)) }
            let expected = (0..<columnCount).map { column in
                median(rows.map { matrix[$0 * columnCount + column] })
            }
            var result = [Float](repeating: .nan, count: columnCount)
            var span = result.mutableSpan
            filter.filterColumns(of: matrix.span, columnCount: columnCount, row: row, into: &span)
            #expect(result == expected)
        }
    }

    @Test func `given rows may be in any order and repeat`() {
        let matrix: [Float] = [1, 10, 5, 20, 3, 30]  // three rows of two
        var result: [Float] = [.nan, .nan]
        var span = result.mutableSpan
        MedianFilter(length: 5).filterColumns(of: matrix.span, columnCount: 2, rows: [2, 0, 1, 1, 1], into: &span)
        #expect(result == [5, 20])
    }
}
