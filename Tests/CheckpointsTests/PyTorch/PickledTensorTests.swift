import Checkpoints
import Testing

struct PickledTensorTests {
    private func open(
        type: String = "FloatStorage", key: String = "0", count: Int = 6, offset: Int = 0, shape: [Int], strides: [Int]
    ) throws -> Checkpoint {
        let tensor = Pickle.tensor(
            storage: type, key: key, count: count, offset: offset, shape: shape, strides: strides)
        return try Checkpoint.open(
            bytes: archive(Pickle.item("a", tensor), storages: ["0": littleEndian([1, 2, 3, 4, 5, 6])]))
    }

    @Test func `strides and offset are honoured`() throws {
        try Golden.expect(try open(shape: [3, 2], strides: [1, 3]), "a", .float32, [3, 2], [1, 4, 2, 5, 3, 6])
        try Golden.expect(try open(offset: 1, shape: [2, 2], strides: [3, 1]), "a", .float32, [2, 2], [2, 3, 5, 6])
        try Golden.expect(try open(offset: 5, shape: [], strides: []), "a", .float32, [], [6])
        try Golden.expect(try open(offset: 6, shape: [0], strides: [1]), "a", .float32, [0], [])
        // The stride of a single element does not matter.
        try Golden.expect(
            try open(shape: [1, 6, 1], strides: [0, 1, 99]), "a", .float32, [1, 6, 1], [1, 2, 3, 4, 5, 6])
    }

    @Test func `a tensor outside its storage is refused`() {
        expectError("reaches outside", try open(shape: [7], strides: [1]))
        expectError("reaches outside", try open(shape: [2], strides: [6]))
        expectError("reaches outside", try open(offset: 1, shape: [6], strides: [1]))
        expectError("begins outside", try open(offset: 7, shape: [0], strides: [1]))
        expectError("begins outside", try open(offset: -1, shape: [1], strides: [1]))
        expectError("begins outside", try open(offset: .max, shape: [1], strides: [1]))
        expectError("fewer bytes", try open(count: 7, shape: [1], strides: [1]))
        expectError("fewer bytes", try open(count: .max, shape: [1], strides: [1]))
        expectError("not known", try open(count: -1, shape: [1], strides: [1]))
    }

    @Test func `a tensor reaches no further than the elements that its storage claims`() {
        expectError("reaches outside", try open(count: 3, shape: [6], strides: [1]))
    }

    @Test func `extents and strides that make no sense are refused`() {
        let largest = Int.max
        expectError("no sense", try open(shape: [-1], strides: [1]))
        expectError("no sense", try open(shape: [2], strides: [-1]))
        expectError("no sense", try open(shape: [2, 3], strides: [1]))
        expectError("no sense", try open(shape: [largest, largest], strides: [1, 1]))
        expectError("no sense", try open(shape: [1 << 41], strides: [1]))
        expectError("no sense", try open(shape: [0, largest, largest], strides: [1, 1, 1]))
        expectError("no sense", try open(shape: [3], strides: [largest]))
        expectError("no sense", try open(shape: [2, 2], strides: [1, largest]))
        expectError(
            "not known", try open(shape: [Int](repeating: 1, count: 17), strides: [Int](repeating: 1, count: 17)))
    }

    @Test func `strides that overlap are refused in a sentence of their own`() {
        expectError("strides overlap", try open(shape: [1000], strides: [0]))
        expectError("strides overlap", try open(shape: [3, 3], strides: [1, 1]))
        expectError("strides overlap", try open(shape: [2, 3], strides: [2, 1]))
        expectError("strides overlap", try open(shape: [1 << 20, 2], strides: [0, 1]))
    }

    @Test func `a storage of an unknown type or none at all is refused`() {
        expectError("\"ComplexFloatStorage\"", try open(type: "ComplexFloatStorage", shape: [1], strides: [1]))
        expectError("\"1\" is missing", try open(key: "1", shape: [1], strides: [1]))
        expectError("missing", try open(key: "../../../etc/passwd", shape: [1], strides: [1]))
        expectError("names a storage", try Checkpoint.open(bytes: archive([.none, .persistent])))
        let torn: [Pickle] = [.global("torch._utils", "_rebuild_tensor_v2"), .emptyTuple, .call]
        expectError("tensor in the pickle", try Checkpoint.open(bytes: archive(torn)))
        let empty: [Pickle] = [.global("torch._utils", "_rebuild_parameter"), .emptyTuple, .call]
        expectError("has no tensor", try Checkpoint.open(bytes: archive(empty)))
    }

    @Test func `two tensors may share a storage`() throws {
        let tensor = Pickle.tensor(count: 2, shape: [2], strides: [1])
        let checkpoint = try Checkpoint.open(
            bytes: archive(
                [.emptyDictionary, .text("a")] + tensor + [.put(9), .setItem, .text("b"), .get(9), .setItem],
                storages: ["0": littleEndian([1, 2])]))
        try Golden.expect(checkpoint, "a", .float32, [2], [1, 2])
        try Golden.expect(checkpoint, "b", .float32, [2], [1, 2])
    }

    // MARK: Arrays

    private func array(
        module: String = "numpy.core.multiarray", type: String = "f4", order: String = "<", shape: [Int] = [2],
        content: [Pickle] = [.bytes(littleEndian([1, 2]))]
    ) throws -> Checkpoint {
        let array = Pickle.array(module: module, type: type, order: order, shape: shape, content: content)
        return try Checkpoint.open(bytes: archive(Pickle.item("a", array)))
    }

    @Test(arguments: ["numpy.core.multiarray", "numpy._core.multiarray"])
    func `an array is read by either name of its module`(module: String) throws {
        try Golden.expect(try array(module: module), "a", .float32, [2], [1, 2])
    }

    @Test func `bytes that were written as text are read`() throws {
        let values: [Float] = [-1.5, .pi]
        try Golden.expect(try array(content: Pickle.latin(littleEndian(values))), "a", .float32, [2], values)
        let all = (0..<256).map { UInt8($0) }
        try Golden.expect(
            try array(type: "u1", shape: [256], content: Pickle.latin(all)), "a", .uint8, [256], all.map { Float($0) })
    }

    @Test func `an array that does not fit its bytes is refused`() {
        expectError("reaches outside", try array(shape: [3]))
        expectError("make 4", try array(shape: [1]))
        expectError("no sense", try array(shape: [-1]))
        expectError("no sense", try array(shape: [.max, .max]))
        expectError("big-endian", try array(order: ">"))
        expectError("\"O8\"", try array(type: "O8"))
        expectError("not known", try array(content: [.text("ab")]))
        expectError(
            "encoded wrongly",
            try array(content: [
                .global("_codecs", "encode"), .text("\u{100}"), .text("latin1"), .byte(0x86), .call,
            ]))
        expectError(
            "not known",
            try array(content: [
                .global("_codecs", "encode"), .text("a"), .text("rot13"), .byte(0x86), .call,
            ]))
    }

    @Test func `an array of another class or without content is refused`() {
        let make: [Pickle] = [
            .global("numpy.core.multiarray", "_reconstruct"), .global("evil", "Array"), .byte(0x85), .call,
        ]
        expectError("class of its own", try Checkpoint.open(bytes: archive(Pickle.item("a", make))))
        let unfilled: [Pickle] = [
            .global("numpy.core.multiarray", "_reconstruct"), .global("numpy", "ndarray"), .byte(0x85), .call,
        ]
        expectError("never filled", try Checkpoint.open(bytes: archive(Pickle.item("a", unfilled))))
    }
}
