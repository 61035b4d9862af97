import Checkpoints

/// How each target makes a checkpoint of an input.
enum Inputs {
    /// The input is the file.
    static func whole(_ input: [UInt8]) throws -> Checkpoint { try Checkpoint.open(bytes: input) }

    /// The input is the pickle in a sound archive.
    static func pickle(_ input: [UInt8]) throws -> Checkpoint {
        try Checkpoint.open(bytes: archive(input, storages: ["0": storage, "1": Array(storage.prefix(6))]))
    }

    /// The input is a TensorFlow index, or, where it begins with a zero, the content of its data block, to which right
    /// check sums are added.
    static func bundle(_ input: [UInt8]) throws -> Checkpoint {
        guard input.first == 0 else { return try Checkpoint.open(index: input, data: storage) }
        var table = TableBuilder([])
        table.content = Array(input.dropFirst())
        return try Checkpoint.open(index: table.bytes, data: storage)
    }

    private static let storage = (0..<256).map { UInt8($0) }
}

/// Opens an input: it is refused with a reason, or gives tensors that can be read.
func run(_ open: ([UInt8]) throws -> Checkpoint, _ input: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: input, count: count))
    do {
        let checkpoint = try open(bytes)
        // All tensors may be views of one storage; some show what there is to see.
        for tensor in checkpoint.tensors.values.prefix(64) {
            precondition(tensor.shape.reduce(1, *) == tensor.count)
            precondition(tensor.count * tensor.elementType.byteCount <= count + 256)
            precondition(tensor.floats().count == tensor.count)
        }
    } catch let error as CheckpointError {
        precondition(!error.description.isEmpty && !error.description.contains("\n"))
        precondition(error.description.utf8.count < 1500)
    } catch {
        preconditionFailure("Another error: \(error)")
    }
    return 0
}
