/// The extents of a tensor of one to four dimensions, outermost first (row-major).
public struct Shape: Sendable, Hashable, CustomStringConvertible {
    // Stored inline: making a view must not allocate.
    private let extents: SIMD4<Int>
    /// Number of dimensions.
    public let rank: Int

    private init(_ extents: SIMD4<Int>, rank: Int) {
        precondition((0..<4).allSatisfy { extents[$0] >= 0 }, "An extent is negative.")
        self.extents = extents
        self.rank = rank
    }

    /// A vector's shape.
    public init(_ count: Int) { self.init(SIMD4(count, 1, 1, 1), rank: 1) }
    /// A matrix's shape.
    public init(_ rows: Int, _ columns: Int) { self.init(SIMD4(rows, columns, 1, 1), rank: 2) }
    /// The shape of a stack of matrices.
    public init(_ planes: Int, _ rows: Int, _ columns: Int) { self.init(SIMD4(planes, rows, columns, 1), rank: 3) }
    /// The shape of a batch of stacks of matrices.
    public init(_ batches: Int, _ planes: Int, _ rows: Int, _ columns: Int) {
        self.init(SIMD4(batches, planes, rows, columns), rank: 4)
    }

    /// A shape with these extents; `nil` unless there are one to four, none negative, and their product can be counted.
    public init?(_ extents: [Int]) {
        guard (1...4).contains(extents.count), extents.allSatisfy({ $0 >= 0 }) else { return nil }
        var padded = SIMD4<Int>(1, 1, 1, 1)
        var count = 1
        for (i, extent) in extents.enumerated() {
            padded[i] = extent
            let (product, overflowed) = count.multipliedReportingOverflow(by: extent)
            if overflowed { return nil }
            count = product
        }
        self.init(padded, rank: extents.count)
    }

    /// The extent of a dimension.
    public subscript(dimension: Int) -> Int {
        precondition(dimension >= 0 && dimension < rank, "The shape has fewer dimensions.")
        return extents[dimension]
    }

    /// Number of elements.
    public var count: Int { extents[0] * extents[1] * extents[2] * extents[3] }

    /// The shape without its outermost dimension.
    public var inner: Shape {
        precondition(rank > 1, "A vector has no inner shape.")
        return Shape(SIMD4(extents[1], extents[2], extents[3], 1), rank: rank - 1)
    }

    /// The same shape with another extent in one dimension.
    public func with(_ extent: Int, at dimension: Int) -> Shape {
        precondition(dimension >= 0 && dimension < rank, "The shape has fewer dimensions.")
        var changed = extents
        changed[dimension] = extent
        return Shape(changed, rank: rank)
    }

    /// The extents as an array.
    public var array: [Int] { (0..<rank).map { extents[$0] } }

    /// Such as "48 x 512 x 336".
    public var description: String { array.map(String.init).joined(separator: " x ") }
}
