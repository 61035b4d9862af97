/// A contiguous row-major array of single-precision numbers: a view of shared storage.
///
/// Copying a tensor copies the view, not the numbers, and a part of a tensor (`self[i]`, `rows(_:)`) writes through to
/// the whole. The views keep their storage alive. Who writes to a tensor must be the only one to use it meanwhile.
@safe public struct Tensor: @unchecked Sendable {
    let storage: TensorStorage
    let base: UnsafeMutablePointer<Float>
    /// The extents, outermost first.
    public let shape: Shape

    init(storage: TensorStorage, offset: Int, shape: Shape) {
        precondition(offset >= 0 && offset + shape.count <= storage.count, "The view reaches outside its storage.")
        self.storage = storage
        unsafe base = storage.base + offset
        self.shape = shape
    }

    /// A tensor with storage of its own, filled with zeros.
    public init(zeros shape: Shape) {
        self.init(storage: TensorStorage(count: shape.count), offset: 0, shape: shape)
        fill(0)
    }

    /// A tensor with storage of its own that holds these numbers, row by row.
    public init(_ values: [Float], shape: Shape) {
        precondition(values.count == shape.count, "\(values.count) numbers do not fill \(shape).")
        self.init(storage: TensorStorage(count: shape.count), offset: 0, shape: shape)
        write(values)
    }

    /// Number of elements.
    public var count: Int { shape.count }

    /// The part at an index of the outermost dimension.
    public subscript(index: Int) -> Tensor {
        precondition(index >= 0 && index < shape[0], "Index \(index) is outside \(shape).")
        let inner = shape.inner
        return unsafe Tensor(storage: storage, base: base + index * inner.count, shape: inner)
    }

    /// The part with a range of the outermost dimension.
    public func rows(_ range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= shape[0], "Rows \(range) are outside \(shape).")
        let inner = shape.count / max(1, shape[0])
        return unsafe Tensor(
            storage: storage, base: base + range.lowerBound * inner, shape: shape.with(range.count, at: 0))
    }

    /// The same numbers in another shape of as many elements.
    public func reshaped(_ shape: Shape) -> Tensor {
        precondition(shape.count == count, "\(self.shape) cannot be seen as \(shape).")
        return unsafe Tensor(storage: storage, base: base, shape: shape)
    }

    private init(storage: TensorStorage, base: UnsafeMutablePointer<Float>, shape: Shape) {
        self.storage = storage
        unsafe self.base = unsafe base
        self.shape = shape
    }

    /// Makes every element `value`.
    public func fill(_ value: Float) { unsafe base.update(repeating: value, count: count) }

    /// Copies numbers into the tensor, row by row; they must be as many as it has elements.
    public func write(_ values: [Float]) {
        precondition(values.count == count, "\(values.count) numbers do not fill \(shape).")
        unsafe values.withUnsafeBufferPointer { values in
            if let source = values.baseAddress { unsafe base.update(from: source, count: count) }
        }
    }

    /// Copies another tensor of as many elements into this one.
    public func copy(from other: Tensor) {
        precondition(other.count == count, "\(other.shape) does not fill \(shape).")
        unsafe base.update(from: other.base, count: count)
    }

    /// The numbers, row by row.
    public var values: [Float] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

    /// Gives the elements to `body` for reading.
    public func withSpan<R, E: Error>(_ body: (Span<Float>) throws(E) -> R) throws(E) -> R {
        try body(unsafe Span(_unsafeStart: base, count: count))
    }

    /// Gives the elements to `body` for writing.
    public func withMutableSpan<R, E: Error>(_ body: (inout MutableSpan<Float>) throws(E) -> R) throws(E) -> R {
        var span = unsafe MutableSpan(_unsafeStart: base, count: count)
        return try body(&span)
    }
}
