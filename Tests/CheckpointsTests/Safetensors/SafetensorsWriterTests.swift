import Checkpoints
import Foundation
import SystemPackage
import Testing

struct SafetensorsWriterTests {
    private typealias Entry = SafetensorsWriter.Entry

    private let entries = [
        Entry(name: "b \"\\\u{1}\u{1f3b5}é\n", shape: [2, 2], values: [1, -0.0, .infinity, .leastNonzeroMagnitude]),
        Entry(name: "a", shape: [], values: [3]), Entry(name: "none", shape: [0, 3], values: []),
    ]

    @Test func `what is written is read back`() throws {
        let metadata = ["klass": "x\"y", "é": "\u{7f}\t"]
        let checkpoint = try Checkpoint.open(bytes: SafetensorsWriter.encode(entries, metadata: metadata))
        #expect(checkpoint.tensors.count == entries.count)
        try Golden.expect(
            checkpoint, "b \"\\\u{1}\u{1f3b5}é\n", .float32, [2, 2], [1, -0.0, .infinity, .leastNonzeroMagnitude])
        try Golden.expect(checkpoint, "a", .float32, [], [3])
        try Golden.expect(checkpoint, "none", .float32, [0, 3], [])
        #expect(checkpoint.description == .dictionary(metadata.mapValues { .text($0) }))
    }

    @Test func `random tensors are read back bit by bit`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<50 {
            let entries = (0..<Int.random(in: 0...6, using: &generator)).map { n in
                let shape = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    Int.random(in: 0...5, using: &generator)
                }
                let values = (0..<shape.reduce(1, *)).map { _ in
                    Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
                }
                return (name: "t\(n)", shape: shape, values: values)
            }
            let bytes = try SafetensorsWriter.encode(
                entries.map { Entry(name: $0.name, shape: $0.shape, values: $0.values) })
            let checkpoint = try Checkpoint.open(bytes: bytes)
            #expect(checkpoint.tensors.count == entries.count)
            for entry in entries {
                let tensor = try #require(checkpoint.tensors[entry.name])
                #expect(tensor.shape == entry.shape)
                #expect(tensor.floats().map(\.bitPattern) == entry.values.map(\.bitPattern))
            }
        }
    }

    @Test func `half precision takes half the room and is read back exactly`() throws {
        let values: [Float16] = [0, -1.5, 65504, 6e-8, 0.333]
        let bytes = try SafetensorsWriter.encode([
            Entry(name: "half", shape: [5], halves: values), Entry(name: "single", shape: [1], values: [2]),
        ])
        let checkpoint = try Checkpoint.open(bytes: bytes)
        let tensor = try #require(checkpoint.tensors["half"])
        #expect(tensor.elementType == .float16)
        #expect(tensor.floats() == values.map { Float($0) })
        #expect(checkpoint.tensors["single"]?.floats() == [2])
        let single = try SafetensorsWriter.encode([
            Entry(name: "half", shape: [64], values: [Float](repeating: 0, count: 64))
        ])
        let half = try SafetensorsWriter.encode([
            Entry(name: "half", shape: [64], halves: [Float16](repeating: 0, count: 64))
        ])
        #expect(single.count - half.count == 128)
    }

    @Test func `the same content gives the same bytes in whatever order it is given`() throws {
        let metadata = ["z": "1", "a": "2", "m": "3"]
        #expect(
            try SafetensorsWriter.encode(entries, metadata: metadata)
                == SafetensorsWriter.encode(entries.reversed(), metadata: metadata))
    }

    @Test func `numbers begin at a multiple of 64 bytes`() throws {
        let bytes = try SafetensorsWriter.encode(entries)
        #expect((bytes.count - 4 * 5) % 64 == 0)
    }

    @Test func `a file is written whole, and nothing is left beside it`() throws {
        let folder = URL.temporaryDirectory.appending(path: "checkpoints-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = FilePath(folder.appending(path: "weights.safetensors").path)
        try SafetensorsWriter.write([], to: path)
        try SafetensorsWriter.write(entries, metadata: ["a": "b"], to: path)
        try Golden.expect(try Checkpoint.open(path), "a", .float32, [], [3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["weights.safetensors"])
    }

    @Test func `a folder that is not there is an error`() {
        let error = #expect(throws: CheckpointError.self) {
            try SafetensorsWriter.write(entries, to: "/nowhere/at/all.safetensors")
        }
        #expect(error?.description.contains("cannot be written") == true)
    }
}
