import Checkpoints
import Testing

/// Small files that ask for much: each must be refused before it gets it.
struct PickleLimitTests {
    @Test func `lists that each mention the one before twice are refused`() {
        var instructions: [Pickle] = [.emptyDictionary, .text("a"), .emptyList, .put(0)]
        for _ in 0..<28 { instructions += [.code("0"), .get(0), .get(0), .byte(0x86), .put(0)] }
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(instructions + [.setItem])))
    }

    @Test func `dictionaries that each mention the one before twice are refused`() {
        var instructions: [Pickle] = [.emptyDictionary, .text("a"), .emptyDictionary, .put(0)]
        for _ in 0..<28 {
            instructions += [.code("0"), .emptyDictionary]
            for name in ["x", "y"] { instructions += [.text(name), .get(0), .setItem] }
            instructions += [.put(0)]
        }
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(instructions + [.setItem])))
    }

    @Test func `a list in itself is refused`() {
        let list: [Pickle] = [.emptyList, .put(0), .get(0), .append]
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(Pickle.item("a", list))))
        let dictionary: [Pickle] = [.emptyDictionary, .put(0), .text("a"), .get(0), .setItem]
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(dictionary)))
    }

    @Test func `lists nested without end are refused`() {
        let nested = [Pickle.emptyList] + [Pickle](repeating: .byte(0x85), count: 500_000)
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(Pickle.item("a", nested))))
    }

    @Test func `a long text mentioned over and over is refused`() {
        let text = String(repeating: "x", count: 100_000)
        let texts: [Pickle] =
            [.emptyList, .mark, .text(text), .put(0)] + [Pickle](repeating: .get(0), count: 40_000) + [.code("e")]
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(Pickle.item("a", texts))))
    }

    @Test func `a long key set over and over is refused`() {
        let text = String(repeating: "x", count: 100_000)
        var instructions: [Pickle] = [.emptyDictionary, .text(text), .put(0), .none, .setItem]
        for _ in 0..<40_000 { instructions += [.get(0), .none, .setItem] }
        expectError("larger or deeper", try Checkpoint.open(bytes: archive(instructions)))
    }

    @Test func `more instructions than weights need are refused`() {
        let idle = [UInt8](repeating: UInt8(ascii: "N"), count: 3_000_000)
        expectError("instructions", try Checkpoint.open(bytes: archive([0x80, 2] + idle + [0x2e])))
        let marks = [UInt8](repeating: UInt8(ascii: "("), count: 3_000_000)
        expectError("instructions", try Checkpoint.open(bytes: archive([0x80, 2] + marks + [0x2e])))
    }

    @Test func `a list copied over and over is refused`() {
        var instructions: [Pickle] = [.global("collections", "OrderedDict"), .put(0), .emptyList, .mark]
        instructions += [.none, .none, .byte(0x86), .put(2)] + [Pickle](repeating: .get(2), count: 50_000)
        instructions += [.code("e"), .byte(0x85), .put(1)]
        for _ in 0..<100_000 { instructions += [.get(0), .get(1), .call, .code("0")] }
        expectError("copies", try Checkpoint.open(bytes: archive(instructions)))
    }

    @Test func `a text decoded over and over is refused`() {
        var instructions: [Pickle] = [.global("_codecs", "encode"), .put(0)]
        instructions += [.text(String(repeating: "x", count: 200_000)), .text("latin1"), .byte(0x86), .put(1)]
        for _ in 0..<100_000 { instructions += [.get(0), .get(1), .call, .code("0")] }
        expectError("decodes", try Checkpoint.open(bytes: archive(instructions)))
    }

    @Test func `many extents taken over and over are refused`() {
        var instructions = Pickle.tensor(count: 0, shape: [0], strides: [1])
        instructions +=
            [.code("0"), .mark, .integer(1), .put(0)] + [Pickle](repeating: .get(0), count: 100_000) + [
                .tuple, .put(1),
            ]
        instructions += [.global("torch._utils", "_rebuild_tensor_v2"), .put(2)]
        let storage: [Pickle] = [
            .mark, .text("storage"), .global("torch", "FloatStorage"), .text("0"), .none, .integer(0), .tuple,
            .persistent,
        ]
        instructions += [.mark] + storage + [.integer(0), .get(1), .get(1), .tuple, .put(3)]
        for _ in 0..<100_000 { instructions += [.get(2), .get(3), .call, .code("0")] }
        expectError("not known", try Checkpoint.open(bytes: archive(instructions, storages: ["0": []])))
    }

    @Test func `more classes than weights name are refused`() {
        let names = (0..<2000).flatMap { [Pickle.global("m", "c\($0)"), .code("0")] }
        expectError("classes", try Checkpoint.open(bytes: archive(names)))
        let repeated = [Pickle](repeating: .global("m", "c"), count: 2000) + [.emptyDictionary]
        #expect(throws: Never.self) { try Checkpoint.open(bytes: archive(repeated)) }
    }
}
