public import Checkpoints
internal import Synchronization
public import Tensors

/// Named weights seen from one place in their tree: a layer asks for its own by their last names and need not know where
/// in the network it stands (the idea of candle's `VarBuilder`).
///
/// Names are joined by full stops, as in PyTorch's state dictionaries: `weights["encoder"][0]["conv"]` leads to
/// "encoder.0.conv.weight".
public struct Weights: Sendable {
    private let root: Root
    private let prefix: String

    /// The weights of a checkpoint.
    public init(_ checkpoint: Checkpoint) { self.init(tensors: checkpoint.tensors) }

    /// Tensors by their full names. They are read when a layer asks for them.
    public init(tensors: [String: CheckpointTensor]) {
        root = Root(tensors.mapValues { .stored($0) })
        prefix = ""
    }

    /// Numbers by their full names, row by row, such as weights converted from another format.
    public init(values: [String: (shape: [Int], values: [Float])]) {
        root = Root(
            values.mapValues {
                precondition(
                    $0.shape.reduce(1, *) == $0.values.count, "\($0.values.count) numbers do not fill a shape.")
                return .given(shape: $0.shape, values: $0.values)
            })
        prefix = ""
    }

    private init(root: Root, prefix: String) {
        self.root = root
        self.prefix = prefix
    }

    /// The weights one step further down.
    public subscript(name: String) -> Weights { Weights(root: root, prefix: full(name)) }

    /// The weights one step further down, of an element of a sequence.
    public subscript(index: Int) -> Weights { self[String(index)] }

    /// The place in the tree that is seen from, such as "encoder.0.conv"; empty at the top.
    public var path: String { prefix }

    /// A weight as a tensor of its own.
    ///
    /// - Parameters:
    ///   - name: its last name, such as "weight".
    ///   - shape: the extents that it must have.
    /// - Throws: `WeightsError` if there is none, its extents differ, or a number in it is not finite.
    public func tensor(_ name: String, _ shape: Shape) throws(WeightsError) -> Tensor {
        guard let tensor = try optionalTensor(name, shape) else {
            throw .missing(path: full(name), needed: shape)
        }
        return tensor
    }

    /// A weight as a tensor of its own, `nil` where there is none.
    ///
    /// - Throws: `WeightsError` if its extents are not `shape`, or a number in it is not finite.
    public func optionalTensor(_ name: String, _ shape: Shape) throws(WeightsError) -> Tensor? {
        let path = full(name)
        guard let entry = root.entries[path] else { return nil }
        root.markUsed(path)
        // A single number is stored without extents by some and as a vector of one by others.
        guard entry.shape == shape.array || (entry.shape.isEmpty && shape == Shape(1)) else {
            throw .wrongShape(path: path, found: entry.shape, needed: shape)
        }
        let values = entry.values
        guard values.allSatisfy({ $0.isFinite }) else { throw .notFinite(path: path) }
        return Tensor(values, shape: shape)
    }

    /// The extents of a weight, `nil` where there is none. Asking for them is not yet a use of the weight.
    public func shape(of name: String) -> [Int]? { root.entries[full(name)]?.shape }

    /// Says that a weight, if it is there, is known and not needed, such as a training step's counter.
    public func ignore(_ name: String) { root.markUsed(full(name)) }

    /// The full names of all weights that no layer has asked for, sorted; over the whole tree, wherever it is seen from.
    public var unusedNames: [String] { root.unusedNames }

    private func full(_ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }
}

extension Weights {
    /// A weight that has not been read yet, or numbers in memory.
    fileprivate enum Entry: Sendable {
        case stored(CheckpointTensor)
        case given(shape: [Int], values: [Float])

        var shape: [Int] {
            switch self {
            case .stored(let tensor): tensor.shape
            case .given(let shape, _): shape
            }
        }

        var values: [Float] {
            switch self {
            case .stored(let tensor): tensor.floats()
            case .given(_, let values): values
            }
        }
    }

    /// The whole tree, and which of it was asked for.
    fileprivate final class Root: Sendable {
        let entries: [String: Entry]
        private let used = Mutex<Set<String>>([])

        init(_ entries: [String: Entry]) { self.entries = entries }

        func markUsed(_ path: String) { used.withLock { _ = $0.insert(path) } }

        var unusedNames: [String] {
            let used = used.withLock { $0 }
            return entries.keys.filter { !used.contains($0) }.sorted()
        }
    }
}
