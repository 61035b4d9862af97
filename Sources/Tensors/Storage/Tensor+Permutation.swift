extension Tensor {
    /// The same numbers with the dimensions in another order, as a tensor of its own: result dimension `i` is dimension
    /// `order[i]` of this one. For weights at load time, not for inference.
    public func permuted(_ order: [Int]) -> Tensor {
        let extents = shape.array
        precondition(order.sorted() == Array(extents.indices), "\(order) is no order of \(extents.count) dimensions.")
        var strides = [Int](repeating: 1, count: extents.count)
        for i in stride(from: extents.count - 2, through: 0, by: -1) { strides[i] = strides[i + 1] * extents[i + 1] }
        let newExtents = order.map { extents[$0] } + [Int](repeating: 1, count: 4 - order.count)
        let newStrides = order.map { strides[$0] } + [Int](repeating: 0, count: 4 - order.count)
        let source = values
        var result: [Float] = []
        result.reserveCapacity(count)
        for a in 0..<newExtents[0] {
            for b in 0..<newExtents[1] {
                for c in 0..<newExtents[2] {
                    let start = a * newStrides[0] + b * newStrides[1] + c * newStrides[2]
                    for d in 0..<newExtents[3] { result.append(source[start + d * newStrides[3]]) }
                }
            }
        }
        var newShape = shape
        for (i, dimension) in order.enumerated() { newShape = newShape.with(extents[dimension], at: i) }
        return Tensor(result, shape: newShape)
    }
}
