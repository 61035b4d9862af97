import Checkpoints
import SystemPackage
import Testing

struct CheckpointTests {
    @Test func `a file that is not there or is no file is an error`() {
        expectError("cannot be opened", try Checkpoint.open("/nowhere/at/all.th"))
        expectError("no regular file", try Checkpoint.open("/dev/null"))
        expectError("no regular file", try Checkpoint.open("/"))
    }

    @Test func `bytes of no known format are refused`() {
        for count in 0...8 { expectError("", try Checkpoint.open(bytes: [UInt8](repeating: 0x20, count: count))) }
        expectError("neither", try Checkpoint.open(bytes: Array("<!DOCTYPE html><html>".utf8)))
    }

    @Test func `an index without its data file is an error`() throws {
        expectError("cannot be opened", try Golden.open("lonely.index"))
    }

    @Test func `a message shows a hostile name on one line and shortened`() throws {
        let name = "\n\u{1b}[31m" + String(repeating: "x", count: 5000)
        let header = "{\"" + "\\n\\u001b[31m" + String(repeating: "x", count: 5000) + "\":{}}"
        let bytes = littleEndian(header.utf8.count, 8) + Array(header.utf8)
        let error = try #require(throws: CheckpointError.self) { try Checkpoint.open(bytes: bytes) }
        #expect(!error.description.contains("\n") && !error.description.contains("\u{1b}"))
        #expect(error.description.utf8.count < 400 && name.utf8.count > 5000)
    }

    @Test func `every half-precision number is converted as hardware does`() throws {
        let all = (0...UInt16.max).flatMap { littleEndian(UInt64($0), 2) }
        let header = #"{"a":{"dtype":"F16","shape":[65536],"data_offsets":[0,131072]}}"#
        let bytes = littleEndian(header.utf8.count, 8) + Array(header.utf8) + all
        let values = try #require(try Checkpoint.open(bytes: bytes).tensors["a"]).floats()
        for (bits, value) in values.enumerated() {
            let expected = Float(Float16(bitPattern: UInt16(bits)))
            if expected.isNaN {
                #expect(value.isNaN)
            } else {
                #expect(value.bitPattern == expected.bitPattern, "\(bits)")
            }
        }
    }

    @Test func `random extents and strides gather what indices say`() throws {
        var generator = SeededGenerator(seed: 11)
        let storage = (0..<200).map { Float($0) }
        for _ in 0..<200 {
            // A permutation of dense strides, each spread a little.
            let shape = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                Int.random(in: 1...3, using: &generator)
            }
            var strides = [Int](repeating: 0, count: shape.count)
            var step = 1
            for dimension in shape.indices.shuffled(using: &generator) {
                strides[dimension] = step
                step = step * shape[dimension] + Int.random(in: 0...1, using: &generator)
            }
            guard step <= 180 else { continue }
            let offset = Int.random(in: 0...10, using: &generator)
            let tensor = Pickle.tensor(count: 200, offset: offset, shape: shape, strides: strides)
            let checkpoint = try Checkpoint.open(
                bytes: archive(Pickle.item("a", tensor), storages: ["0": littleEndian(storage)]))
            let expected = (0..<shape.reduce(1, *)).map { i in
                var (rest, element) = (i, offset)
                for dimension in shape.indices.reversed() {
                    element += rest % shape[dimension] * strides[dimension]
                    rest /= shape[dimension]
                }
                return Float(element)
            }
            try Golden.expect(checkpoint, "a", .float32, shape, expected)
        }
    }
}
