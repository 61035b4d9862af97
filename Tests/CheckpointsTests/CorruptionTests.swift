import Checkpoints
import Testing

/// Damaged files are refused or give tensors that can be read; they never end the process.
struct CorruptionTests {
    private static let files = [
        "htdemucs-half.th", "arrays.ckpt", "tensors.pt", "small.safetensors", "bundle.index",
    ]

    private static func open(_ name: String, _ bytes: [UInt8]) throws -> Checkpoint {
        guard name == "bundle.index" else { return try Checkpoint.open(bytes: bytes) }
        return try Checkpoint.open(index: bytes, data: Golden.bytes("bundle.data-00000-of-00001"))
    }

    @Test(arguments: files) func `a file cut short anywhere is refused`(name: String) throws {
        let bytes = try Golden.bytes(name)
        for count in stride(from: 0, to: bytes.count, by: 64) + [bytes.count - 1] {
            #expect(throws: CheckpointError.self, "\(count) bytes") { try Self.open(name, Array(bytes.prefix(count))) }
        }
    }

    @Test(arguments: files) func `a file with a flipped bit is refused or read`(name: String) throws {
        let bytes = try Golden.bytes(name)
        var generator = SeededGenerator(seed: 1)
        var outcomes = (read: 0, refused: 0)
        for _ in 0..<3000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
            do {
                let checkpoint = try Self.open(name, damaged)
                for tensor in checkpoint.tensors.values { #expect(tensor.floats().count == tensor.count) }
                outcomes.read += 1
            } catch is CheckpointError {
                outcomes.refused += 1
            }
        }
        #expect(outcomes.refused > 0 && outcomes.read + outcomes.refused == 3000)
    }

    @Test(arguments: files) func `a file with bytes of its own in other places is refused or read`(name: String) throws
    {
        let bytes = try Golden.bytes(name)
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<1000 {
            var damaged = bytes
            let count = Int.random(in: 1...16, using: &generator)
            let (from, to) = (
                Int.random(in: 0...(bytes.count - count), using: &generator),
                Int.random(in: 0...(bytes.count - count), using: &generator)
            )
            damaged.replaceSubrange(to..<(to + count), with: bytes[from..<(from + count)])
            do {
                for tensor in try Self.open(name, damaged).tensors.values {
                    #expect(tensor.floats().count == tensor.count)
                }
            } catch is CheckpointError {}
        }
    }
}
