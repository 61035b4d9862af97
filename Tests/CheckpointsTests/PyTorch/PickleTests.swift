import Checkpoints
import Testing

struct PickleTests {
    private func open(_ instructions: [Pickle], storage: [Float] = [1, 2, 3, 4, 5, 6]) throws -> Checkpoint {
        try Checkpoint.open(bytes: archive(instructions, storages: ["0": littleEndian(storage)]))
    }

    // MARK: Calls

    @Test func `calling a function is refused by its name`() {
        let call: [Pickle] = [.global("os", "system"), .mark, .text("true"), .tuple, .call]
        expectError("\"os.system\"", try open(call))
        expectError("\"os.system\"", try open(Pickle.item("a", call)))
    }

    @Test func `every way of calling is refused`() {
        expectError("posix.system", try open([.global("posix", "system"), .emptyTuple, .byte(0x81)]))
        expectError(
            "posix.system", try open([.global("posix", "system"), .emptyTuple, .emptyDictionary, .byte(0x92)]))
        expectError("posix.system", try open([.mark, .global("posix", "system"), .text("true"), .code("o")]))
        let instance = Pickle.program([.mark, .text("true")]).dropLast() + Array("iposix\nsystem\n.".utf8)
        expectError("posix.system", try Checkpoint.open(bytes: archive(Array(instance))))
        expectError("posix.system", try open([.text("posix"), .text("system"), .byte(0x93), .emptyTuple, .call]))
        expectError("sets attributes", try open([.global("posix", "environ"), .emptyDictionary, .build]))
        expectError("no function", try open([.text("f"), .emptyTuple, .call]))
        expectError("wrongly", try open([.global("collections", "OrderedDict"), .none, .call]))
    }

    @Test(arguments: [
        ("builtins", "eval"), ("builtins", "getattr"), ("torch._utils", "_rebuild_tensor_v3"),
        ("torch.storage", "_load_from_bytes"), ("torch", "load"), ("numpy", "load"),
        ("numpy.core.multiarray", "scalar"),
        ("collections", "defaultdict"), ("torch._utils._rebuild_tensor_v2", ""),
        ("", "torch._utils._rebuild_tensor_v2"),
    ])
    func `nothing but the known constructors is called`(module: String, name: String) {
        expectError("calls", try open([.global(module, name), .emptyTuple, .call]))
    }

    @Test func `naming a function is no call`() throws {
        let checkpoint = try open(Pickle.item("f", [.global("os", "system")]))
        #expect(checkpoint.description == .dictionary(["f": .global(module: "os", name: "system")]))
    }

    @Test(arguments: [0x82, 0x83, 0x84, 0x96, 0x97, 0x98, 0x49, 0x53, 0x50, 0x70, 0x00, 0xff] as [UInt8])
    func `an instruction that weights do not need is refused`(code: UInt8) {
        expectError("instruction \(code)", try open([.byte(code)]))
    }

    // MARK: Values

    @Test func `plain values of all kinds are described`() throws {
        let items: [[Pickle]] = [
            [.none], [.byte(0x88)], [.byte(0x89)], [.integer(-5)], [.byte(0x4b), .byte(200)],
            [.byte(0x4d), .byte(0), .byte(1)], [.byte(0x4a), .byte(0xfe), .byte(0xff), .byte(0xff), .byte(0xff)],
            [.byte(0x8a), .byte(1), .byte(0x80)], [.byte(0x8a), .byte(0)],
            [.byte(0x47), .byte(0x3f), .byte(0xf8)] + [Pickle](repeating: .byte(0), count: 6),
            [.mark, .integer(1), .integer(2), .tuple], [.integer(1), .integer(2), .byte(0x86)],
            [.mark, .integer(1), .code("l")], [.emptyList, .mark, .integer(1), .integer(2), .code("e")],
            [.mark, .text("k"), .integer(1), .code("d")], [.text("x"), .code("2"), .code("0")],
            [.global("fractions", "Fraction"), .text("39/5"), .byte(0x85), .call],
            [.global("fractions", "Fraction"), .integer(2), .byte(0x85), .call],
        ]
        let expected: [CheckpointValue] = [
            .none, .boolean(true), .boolean(false), .integer(-5), .integer(200), .integer(256), .integer(-2),
            .integer(-128), .integer(0), .number(1.5), .list([.integer(1), .integer(2)]),
            .list([.integer(1), .integer(2)]), .list([.integer(1)]), .list([.integer(1), .integer(2)]),
            .dictionary(["k": .integer(1)]), .text("x"), .fraction(39, 5), .fraction(2, 1),
        ]
        let all = [Pickle.mark] + items.flatMap { $0 } + [.code("l")]
        #expect(try open(Pickle.item("all", all)).description == .dictionary(["all": .list(expected)]))
    }

    @Test func `protocol 4 is read`() throws {
        let name: [UInt8] = [0x8c, 1, 0x61]
        let program: [UInt8] =
            [0x80, 4, 0x95] + littleEndian(9, 8) + [0x7d, 0x94] + name + [0x94, 0x68, 1, 0x73, 0x2e]
        #expect(try Checkpoint.open(bytes: archive(program)).description == .dictionary(["a": .text("a")]))
    }

    @Test func `of a key that is set twice the last value counts`() throws {
        let value = try open([.emptyDictionary, .text("a"), .integer(1), .setItem, .text("a"), .integer(2), .setItem])
        #expect(value.description == .dictionary(["a": .integer(2)]))
    }

    @Test func `an ordered dictionary is read whichever way it is written`() throws {
        let pairs: [Pickle] = [.emptyList, .text("a"), .integer(1), .byte(0x86), .append]
        let value = try open([.global("collections", "OrderedDict")] + pairs + [.byte(0x85), .call])
        #expect(value.description == .dictionary(["a": .integer(1)]))
        expectError(
            "no pair",
            try open([.global("collections", "OrderedDict"), .emptyList, .none, .append, .byte(0x85), .call]))
    }

    @Test(arguments: ["1/0", "1/-2", "a/b", "1/2/3", "", "99999999999999999999/2"])
    func `a fraction that makes no sense is refused`(text: String) {
        expectError("fraction", try open([.global("fractions", "Fraction"), .text(text), .byte(0x85), .call]))
    }

    // MARK: Damage

    @Test func `taking more than there is is refused`() {
        for code in ["0", "2", "R", "b", "a", "e", "s", "u", "t", "l", "d", "1", "Q", "o"] as [Character] {
            expectError("", try open([.code(code)]))
            // What takes all to the mark may find nothing there.
            if !"1du".contains(code) { expectError("", try open([.emptyDictionary, .mark, .code(code)])) }
        }
        expectError("takes more", try open([.none, .mark, .code("0")]))
        expectError("takes more", try open([]))
        expectError("never kept", try open([.get(3)]))
        expectError("cut short", try Checkpoint.open(bytes: archive([0x80])))
        expectError("cut short", try Checkpoint.open(bytes: archive([] as [UInt8])))
        expectError("cut short", try Checkpoint.open(bytes: archive([0x80, 2, 0x8e] + littleEndian(Int.max, 8))))
        expectError("cut short", try Checkpoint.open(bytes: archive([0x80, 2, 0x8d] + littleEndian(-1, 8))))
        expectError("cut short", try Checkpoint.open(bytes: archive([0x80, 2, 0x58] + littleEndian(-1, 4))))
    }

    @Test func `anything but a dictionary is refused`() {
        expectError("no dictionary", try open([.none]))
        expectError("no list", try open([.none, .none, .append]))
        expectError("set", try open([.none, .none, .none, .setItem]))
        expectError("set", try open([.emptyDictionary, .mark, .none, .code("u")]))
    }

    @Test func `names that are no text are refused`() {
        expectError(
            "no text", try Checkpoint.open(bytes: archive([0x80, 2, 0x63, 0xff, 0xfe, 0x0a, 0x61, 0x0a, 0x2e])))
        expectError(
            "no text", try Checkpoint.open(bytes: archive([0x80, 2, 0x63] + [UInt8](repeating: 0x61, count: 500))))
        expectError("no short text", try open([.none, .none, .byte(0x93)]))
    }
}
