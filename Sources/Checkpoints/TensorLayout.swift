/// Where a tensor's elements stand: extents, and the steps from one element to the next along each dimension.
struct TensorLayout: Sendable {
    /// What is wrong with extents and strides.
    enum Fault: Error {
        /// They differ in number, are negative, or make more elements than there can be.
        case uncountable
        /// Two places of the tensor would be one element.
        case overlapping
    }

    private static let maximumDimensions = 16
    private static let maximumCount = 1 << 40

    /// Extents, outermost first.
    let shape: [Int]
    /// Elements from one to the next along each dimension.
    let strides: [Int]
    /// Number of elements.
    let count: Int
    /// Elements from the first one in memory to the last, both included.
    let reach: Int

    /// - Parameter strides: in elements; `nil`: row-major without gaps.
    init(shape: [Int], strides: [Int]? = nil) throws(Fault) {
        guard shape.count <= Self.maximumDimensions, let rowMajor = Self.steps(shape.reversed()) else {
            throw .uncountable
        }
        var count = 1
        for extent in shape {
            let (product, overflowed) = count.multipliedReportingOverflow(by: extent)
            guard !overflowed, product <= Self.maximumCount else { throw .uncountable }
            count = product
        }
        let steps = strides ?? rowMajor.reversed()
        guard steps.count == shape.count, steps.allSatisfy({ $0 >= 0 }) else { throw .uncountable }
        (self.shape, self.strides, self.count) = (shape, steps, count)
        reach = count == 0 ? 0 : try Self.reach(shape, steps)
    }

    /// Strides of an array whose first index runs fastest; `nil` where they cannot be counted.
    static func columnMajorStrides(_ shape: [Int]) -> [Int]? {
        shape.count <= maximumDimensions ? steps(shape) : nil
    }

    /// Whether the elements stand row by row without gaps.
    var isContiguous: Bool {
        var step = 1
        for (extent, stride) in zip(shape, strides).reversed() where extent != 1 {
            guard stride == step else { return false }
            step *= extent
        }
        return true
    }

    /// The products of the extents before each, the first of which runs fastest.
    private static func steps(_ shape: [Int]) -> [Int]? {
        var steps: [Int] = []
        var step = 1
        for extent in shape {
            guard extent >= 0 else { return nil }
            steps.append(step)
            let (product, overflowed) = step.multipliedReportingOverflow(by: max(1, extent))
            guard !overflowed else { return nil }
            step = product
        }
        return steps
    }

    /// Each dimension must step over all that the finer ones reach: a stride of zero, say, would make a large tensor of
    /// a small file.
    private static func reach(_ shape: [Int], _ strides: [Int]) throws(Fault) -> Int {
        var reach = 1
        for (stride, extent) in zip(strides, shape).filter({ $0.1 > 1 }).sorted(by: { $0.0 < $1.0 }) {
            guard stride >= reach else { throw .overlapping }
            let (steps, overflowed) = (extent - 1).multipliedReportingOverflow(by: stride)
            let (sum, overflowedToo) = reach.addingReportingOverflow(steps)
            guard !overflowed, !overflowedToo else { throw .uncountable }
            reach = sum
        }
        return reach
    }
}
