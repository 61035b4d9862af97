/// Running medians along and across the rows of a row-major matrix, as harmonic-percussive separation needs them.
///
/// Vector lanes find their medians side by side by forgetful selection: of `length / 2 + 2` candidates neither the
/// least nor the greatest can be the median, so both are dropped and the next candidate joins, without a branch on
/// the data. Beyond the edges the nearest value counts as continued. Values must not be NaN.
public struct MedianFilter: Sendable {
    /// Number of values a median is taken of; odd.
    public let length: Int
    /// Distance between these values, in rows or columns.
    public let spacing: Int

    private typealias Lanes = SIMD16<Float>
    private static let laneCount = Lanes.scalarCount

    /// A median of `length` (odd) values, `spacing` apart.
    public init(length: Int, spacing: Int = 1) {
        precondition(length >= 1 && length % 2 == 1 && spacing >= 1)
        self.length = length
        self.spacing = spacing
    }

    /// How far the window reaches to either side.
    private var reach: Int { length / 2 * spacing }

    /// For each column of `matrix`, the median of its values in the rows around `row`.
    public func filterColumns(
        of matrix: Span<Float>, columnCount: Int, row: Int, into output: inout MutableSpan<Float>
    ) {
        precondition(columnCount > 0 && matrix.count % columnCount == 0)
        let lastRow = matrix.count / columnCount - 1
        let rows = (0..<length).map { min(lastRow, max(0, row + $0 * spacing - reach)) }
        filterColumns(of: matrix, columnCount: columnCount, rows: rows, into: &output)
    }

    /// For each column of `matrix`, the median of its values in `length` given rows.
    public func filterColumns(
        of matrix: Span<Float>, columnCount: Int, rows: [Int], into output: inout MutableSpan<Float>
    ) {
        precondition(rows.count == length && output.count == columnCount)
        select(from: matrix, at: rows.map { $0 * columnCount }, into: &output)
    }

    /// For each value of `row`, the median of the values around it.
    public func filterRow(_ row: Span<Float>, into output: inout MutableSpan<Float>) {
        precondition(!row.isEmpty && output.count == row.count)
        let count = row.count
        var padded = Array(repeating: Float(0), count: count + 2 * reach)
        for i in 0..<reach { padded[i] = row[0] }
        for i in 0..<count { padded[reach + i] = row[i] }
        for i in 0..<reach { padded[reach + count + i] = row[count - 1] }
        select(from: padded.span, at: (0..<length).map { $0 * spacing }, into: &output)
    }

    /// For each `i`: the median of `source[offset + i]` over all offsets.
    private func select(from source: Span<Float>, at offsets: [Int], into output: inout MutableSpan<Float>) {
        var candidates = Array(repeating: Lanes.zero, count: length / 2 + 2)
        var i = 0
        while i < output.count {
            let width = min(Self.laneCount, output.count - i)
            let median = select(from: source, at: offsets, shift: i, width: width, candidates: &candidates)
            for lane in 0..<width { output[i + lane] = median[lane] }
            i += width
        }
    }

    private func select(
        from source: Span<Float>, at offsets: [Int], shift: Int, width: Int, candidates: inout [Lanes]
    ) -> Lanes {
        if length == 1 { return load(source, offsets[0] + shift, width) }
        var candidates = candidates.mutableSpan
        var size = length / 2 + 2
        for j in 0..<size { candidates[j] = load(source, offsets[j] + shift, width) }
        var next = size
        while size > 3 {
            moveExtremesOut(&candidates, size: size)
            // The greatest is left behind at the end; the newcomer takes the place of the least.
            candidates[0] = load(source, offsets[next] + shift, width)
            next += 1
            size -= 1
        }
        moveExtremesOut(&candidates, size: 3)
        return candidates[1]
    }

    /// Moves the least of the first `size` candidates to the front and the greatest to the back.
    @inline(__always)
    private func moveExtremesOut(_ candidates: inout MutableSpan<Lanes>, size: Int) {
        var least = lesser(candidates[0], candidates[size - 1])
        var greatest = greater(candidates[0], candidates[size - 1])
        for j in 1..<(size - 1) {
            let value = candidates[j]
            let middle = greater(value, least)
            least = lesser(value, least)
            candidates[j] = lesser(middle, greatest)
            greatest = greater(middle, greatest)
        }
        candidates[0] = least
        candidates[size - 1] = greatest
    }

    @inline(__always) private func lesser(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .< b) }
    @inline(__always) private func greater(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: a .> b) }

    @inline(__always)
    private func load(_ source: Span<Float>, _ position: Int, _ width: Int) -> Lanes {
        if position + Self.laneCount <= source.count {
            return unsafe source.bytes.unsafeLoadUnaligned(
                fromByteOffset: position * MemoryLayout<Float>.stride, as: Lanes.self)
        }
        var lanes = Lanes.zero
        for lane in 0..<width { lanes[lane] = source[position + lane] }
        return lanes
    }
}
