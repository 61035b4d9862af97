/// Memory for the intermediate results of one computation at a time, taken in order and given back scope by scope.
///
/// The first run finds out how much is needed; later runs of the same computation allocate nothing. Not for use from
/// two threads at once: every worker has its own.
public final class Workspace {
    // Whole blocks are kept: growing one would move what earlier views point at.
    private var blocks: [TensorStorage] = []
    private var block = 0
    private var used = 0
    private let blockCount: Int

    /// An empty workspace.
    ///
    /// - Parameter blockCount: elements that are allocated at a time, at least.
    public init(blockCount: Int = 1 << 22) { self.blockCount = blockCount }

    /// Elements allocated so far; it stays the same once a computation has run.
    public var allocatedCount: Int { blocks.reduce(0) { $0 + $1.count } }

    /// A tensor with undefined contents, valid until the scope that it was made in ends.
    public func tensor(_ shape: Shape) -> Tensor {
        let needed = (shape.count + 15) & ~15
        while block < blocks.count, used + needed > blocks[block].count {
            block += 1
            used = 0
        }
        if block == blocks.count {
            blocks.append(TensorStorage(count: max(needed, blockCount)))
            used = 0
        }
        defer { used += needed }
        return Tensor(storage: blocks[block], offset: used, shape: shape)
    }

    /// A tensor filled with zeros, valid until the scope that it was made in ends.
    public func zeros(_ shape: Shape) -> Tensor {
        let tensor = tensor(shape)
        tensor.fill(0)
        return tensor
    }

    /// Runs `body`, then takes back every tensor that was made in it.
    public func scope<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        let mark = (block, used)
        defer { (block, used) = mark }
        return try body()
    }
}
