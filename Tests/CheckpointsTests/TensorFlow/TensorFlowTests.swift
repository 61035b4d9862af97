import Checkpoints
import Testing

struct TensorFlowTests {
    private typealias Table = TableBuilder

    private let data = littleEndian([1, 2, 3, 4])

    private func open(_ table: Table) throws -> Checkpoint { try Checkpoint.open(index: table.bytes, data: data) }

    /// A bundle with one tensor, as it is described.
    private func open(_ tensor: [UInt8]) throws -> Checkpoint { try open(Table([("a", tensor)])) }

    @Test func `a bundle of the reference implementation is read`() throws {
        let checkpoint = try Golden.open("bundle.index")
        #expect(checkpoint.format == .tensorFlow)
        #expect(checkpoint.tensors.count == 6)
        let kernel = Golden.rule(2, 24)
        try Golden.expect(checkpoint, "bias", .float32, [3], Golden.rule(0, 3))
        try Golden.expect(checkpoint, "empty", .float32, [0, 4], [])
        try Golden.expect(checkpoint, "kernel", .float32, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "scalar", .float32, [], Golden.rule(3, 1))
        try Golden.expect(checkpoint, "layer/kernel", .float16, [2, 3, 4], kernel)
        try Golden.expect(checkpoint, "layer/steps", .int64, [6], [-3, -2, -1, 0, 1, 2])
    }

    @Test func `names that share their beginnings are read`() throws {
        let checkpoint = try open(
            Table([
                ("layer/bias", Table.tensor(shape: [2], offset: 0, count: 8)),
                ("layer/kernel", Table.tensor(shape: [1, 2], offset: 8, count: 8)),
                ("layer/kernel_1", Table.tensor(shape: [], offset: 4, count: 4)),
            ]))
        try Golden.expect(checkpoint, "layer/bias", .float32, [2], [1, 2])
        try Golden.expect(checkpoint, "layer/kernel", .float32, [1, 2], [3, 4])
        try Golden.expect(checkpoint, "layer/kernel_1", .float32, [], [2])
    }

    @Test func `what holds no numbers is left out`() throws {
        #expect(try open(Table.tensor(type: 7, shape: [], offset: 0, count: 4)).tensors.isEmpty)
    }

    @Test func `a tensor that does not fit the data file is refused`() {
        expectError("outside the data file", try open(Table.tensor(shape: [5], offset: 0, count: 20)))
        expectError("outside the data file", try open(Table.tensor(shape: [1], offset: 16, count: 4)))
        expectError("outside the data file", try open(Table.tensor(shape: [1], offset: .max, count: 4)))
        expectError("outside the data file", try open(Table.tensor(shape: [1], offset: -1, count: 4)))
        expectError("outside the data file", try open(Table.tensor(shape: [1], offset: 4, count: -1)))
        expectError("outside the data file", try open(Table.tensor(shape: [1], offset: 4, count: .max)))
        expectError("make 4", try open(Table.tensor(shape: [1], offset: 0, count: 8)))
        expectError("outside its bytes", try open(Table.tensor(shape: [4], offset: 0, count: 8)))
        expectError("damaged", try open(Table.tensor(shape: [-1], offset: 0, count: 8)))
        expectError("no sense", try open(Table.tensor(shape: [1 << 40, 1 << 40], offset: 0, count: 8)))
        expectError("no sense", try open(Table.tensor(shape: [Int](repeating: 1, count: 17), offset: 0, count: 4)))
    }

    @Test func `several data files, slices and another order of bytes are refused`() {
        let tensor = Table.tensor(shape: [1], offset: 0, count: 4)
        expectError("2 data files", try open(Table(header: Table.number(1, 2), [("a", tensor)])))
        expectError("big-endian", try open(Table(header: Table.number(1, 1) + Table.number(2, 1), [("a", tensor)])))
        expectError("slices", try open(tensor + Table.message(7, [])))
        expectError("data file 1", try open(tensor + Table.number(3, 1)))
        var headless = Table([("a", tensor)])
        headless.entries.removeFirst()
        expectError("how many data files", try open(headless))
        headless.entries = []
        expectError("how many data files", try open(headless))
    }

    @Test func `a compressed index is refused`() {
        var table = Table([])
        table.compression = 1
        expectError("compressed", try open(table))
    }

    @Test func `a flipped bit in the index is found`() {
        var bytes = Table([("a", Table.tensor(shape: [1], offset: 0, count: 4))]).bytes
        bytes[2] ^= 4
        expectError("check sum", try Checkpoint.open(index: bytes, data: data))
    }

    @Test func `names that stand there twice or are not sorted are refused`() {
        let tensor = Table.tensor(shape: [1], offset: 0, count: 4)
        expectError("sorted", try open(Table([("a", tensor), ("a", tensor)])))
        expectError("sorted", try open(Table([("b", tensor), ("a", tensor)])))
        // Two ways to write one letter are one name.
        expectError("twice", try open(Table([("e\u{301}", tensor), ("\u{e9}", tensor)])))
    }

    @Test func `a block that is used twice is refused`() {
        var table = Table([("a", Table.tensor(shape: [1], offset: 0, count: 4))])
        table.repetitions = 100
        expectError("more than once", try open(table))
    }

    @Test func `few bytes that stand for many long names are refused`() {
        // Each entry repeats 1000 bytes of the name before and adds nothing.
        let name = [UInt8](repeating: 0x61, count: 1000)
        var content = Table.varint(0) + Table.varint(1000) + Table.varint(0) + name
        for _ in 0..<100_000 { content += Table.varint(1000) + Table.varint(0) + Table.varint(0) }
        var table = Table([])
        table.content = content + littleEndian(0, 4) + littleEndian(1, 4)
        expectError("more names", try open(table))
    }

    @Test(
        arguments: [
            [], [1], littleEndian(0xffff_ffff, 4), littleEndian(5, 4), [5, 0, 0] + littleEndian(0, 4),
            [0, 9, 0] + littleEndian(0, 4),
            [0, 1, 9, 0x61] + littleEndian(0, 4), [0x80] + littleEndian(0, 4),
            [0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0] + littleEndian(0, 4),
            [UInt8](repeating: 0xff, count: 12) + littleEndian(0, 4),
        ] as [[UInt8]])
    func `a damaged block is refused`(content: [UInt8]) {
        var table = Table([])
        table.content = content
        expectError("damaged", try open(table))
    }

    @Test(
        arguments: [[0x0a], [0x0a, 0x05], [0x08], [0x08, 0xff], [0x0b], [0x0d, 0], [0x09, 0], [0x12, 2, 0x12, 9]]
            as [[UInt8]])
    func `a damaged description is refused`(message: [UInt8]) {
        expectError("damaged", try open(message))
    }

    @Test func `a description with fields without end is refused`() {
        expectError("damaged", try open([UInt8]((0..<100_000).flatMap { _ in [0x78, 0] as [UInt8] })))
    }

    @Test func `a footer that points outside is refused`() {
        for handle in [[1, 1], [0, 0x7f], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0]] as [[UInt8]] {
            let footer = [0, 0] + handle
            let bytes = footer + [UInt8](repeating: 0, count: 40 - footer.count) + littleEndian(Table.tableMagic, 8)
            expectError("", try Checkpoint.open(index: bytes, data: data))
        }
        let torn = [UInt8](repeating: 0xff, count: 40) + littleEndian(Table.tableMagic, 8)
        expectError("footer", try Checkpoint.open(index: torn, data: data))
        var other = Table([])
        other.magic = 1
        expectError("no table", try open(other))
        expectError("no table", try Checkpoint.open(index: [], data: []))
    }

    @Test func `block lengths that overflow together are refused`() {
        // The second block claims the largest length there is.
        let first = Table.varint(0) + Table.varint(8)
        let second = Table.varint(0) + Table.varint(.max)
        let index = Table.block([([0x61], first), ([0x62], second)])
        var bytes = Table.block([])
        bytes += [0] + littleEndian(UInt64(Table.checkSum(bytes + [0])), 4)
        let place = bytes.count
        bytes += index + [0] + littleEndian(UInt64(Table.checkSum(index + [0])), 4)
        let handles = [0, 0] + Table.varint(place) + Table.varint(index.count)
        bytes += handles + [UInt8](repeating: 0, count: 40 - handles.count) + littleEndian(Table.tableMagic, 8)
        expectError("more than once", try Checkpoint.open(index: bytes, data: []))
    }
}
