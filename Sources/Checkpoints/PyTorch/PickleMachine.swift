/// Runs a pickle as far as plain containers, numbers, texts and tensors go; everything else is refused.
///
/// A pickle is a program that may call any function by name. This machine calls none: a handful of known constructors
/// are imitated (see `PickleConstructors`), other names may only be mentioned.
struct PickleMachine {
    /// A tensor takes about 40; this is far more than weights need.
    private static let maximumInstructionCount = 1_000_000

    private var program: PickleProgram
    private var stack = PickleStack()
    private var memo: [Int: PickleValue] = [:]
    private(set) var memory: PickleMemory
    private let storage: (String) -> ByteRange?

    /// - Parameter storage: finds the content of a storage by its key.
    init(_ pickle: ByteRange, storage: @escaping (String) -> ByteRange?) {
        program = PickleProgram(pickle)
        memory = PickleMemory(byteCount: pickle.count)
        self.storage = storage
    }

    /// Runs the program and gives its result.
    mutating func run() throws(CheckpointError) -> PickleValue {
        for _ in 0..<Self.maximumInstructionCount {
            let instruction = try program.byte()
            if instruction == UInt8(ascii: ".") { return try stack.pop() }
            if try !perform(instruction) { try performWithContainers(instruction) }
        }
        throw .refused("The pickle has more than \(Self.maximumInstructionCount) instructions.")
    }

    /// Performs an instruction that concerns single values; `false`: it is none of those.
    private mutating func perform(_ instruction: UInt8) throws(CheckpointError) -> Bool {
        switch instruction {
        case 0x80: _ = try program.byte()
        case 0x95: _ = try program.take(8)
        case UInt8(ascii: "("): stack.mark()
        case UInt8(ascii: "0"): _ = try stack.pop()
        case UInt8(ascii: "1"): _ = try stack.popToMark()
        case UInt8(ascii: "2"): stack.push(try stack.top())
        case UInt8(ascii: "N"): stack.push(.none)
        case 0x88: stack.push(.boolean(true))
        case 0x89: stack.push(.boolean(false))
        case UInt8(ascii: "J"): stack.push(.integer(Int(Int32(truncatingIfNeeded: try program.integer(4)))))
        case UInt8(ascii: "K"): stack.push(.integer(try program.integer(1)))
        case UInt8(ascii: "M"): stack.push(.integer(try program.integer(2)))
        case 0x8a: stack.push(try program.long())
        case UInt8(ascii: "G"): stack.push(.number(try program.number()))
        case UInt8(ascii: "X"), UInt8(ascii: "T"): stack.push(.text(try program.take(try program.integer(4))))
        case 0x8c, UInt8(ascii: "U"): stack.push(.text(try program.take(try program.integer(1))))
        case 0x8d: stack.push(.text(try program.take(try program.integer(8))))
        case UInt8(ascii: "B"): stack.push(.bytes(try program.take(try program.integer(4))))
        case UInt8(ascii: "C"): stack.push(.bytes(try program.take(try program.integer(1))))
        case 0x8e: stack.push(.bytes(try program.take(try program.integer(8))))
        case UInt8(ascii: "q"): memo[try program.integer(1)] = try stack.top()
        case UInt8(ascii: "r"): memo[try program.integer(4)] = try stack.top()
        case 0x94: memo[memo.count] = try stack.top()
        case UInt8(ascii: "h"): stack.push(try recall(try program.integer(1)))
        case UInt8(ascii: "j"): stack.push(try recall(try program.integer(4)))
        default: return false
        }
        return true
    }

    private mutating func performWithContainers(_ instruction: UInt8) throws(CheckpointError) {
        switch instruction {
        case UInt8(ascii: "]"), 0x8f: stack.push(.list(memory.sequence()))
        case UInt8(ascii: ")"): stack.push(.tuple(memory.sequence()))
        case UInt8(ascii: "l"), 0x91: stack.push(.list(memory.sequence(try stack.popToMark())))
        case UInt8(ascii: "t"): stack.push(.tuple(memory.sequence(try stack.popToMark())))
        case 0x85, 0x86, 0x87: stack.push(.tuple(memory.sequence(try stack.pop(Int(instruction) - 0x84))))
        case UInt8(ascii: "a"): try append(try stack.pop(1))
        case UInt8(ascii: "e"), 0x90: try append(try stack.popToMark())
        case UInt8(ascii: "}"): stack.push(.dictionary(memory.dictionary()))
        case UInt8(ascii: "d"):
            let items = try stack.popToMark()
            stack.push(.dictionary(memory.dictionary()))
            try setItems(items)
        case UInt8(ascii: "s"): try setItems(try stack.pop(2))
        case UInt8(ascii: "u"): try setItems(try stack.popToMark())
        case UInt8(ascii: "c"): stack.push(try memory.global(module: try program.line(), name: try program.line()))
        case 0x93:
            let parts = try stack.pop(2)
            guard let module = parts[0].shortText, let name = parts[1].shortText else {
                throw .malformed("The pickle names a class by what is no short text.")
            }
            stack.push(try memory.global(module: module, name: name))
        case UInt8(ascii: "Q"):
            stack.push(try PickleConstructors.storage(try stack.pop(), in: memory, content: storage))
        case UInt8(ascii: "R"), 0x81:
            let parts = try stack.pop(2)
            stack.push(try PickleConstructors.construct(parts[0], from: parts[1], in: &memory))
        case UInt8(ascii: "b"):
            let parts = try stack.pop(2)
            stack.push(try PickleConstructors.build(parts[0], state: parts[1], in: &memory))
        case UInt8(ascii: "i"):
            let function = try memory.global(module: try program.line(), name: try program.line())
            throw PickleConstructors.refusal(of: function, in: memory)
        case UInt8(ascii: "o"):
            throw PickleConstructors.refusal(of: try stack.popToMark().first ?? .none, in: memory)
        case 0x92: throw PickleConstructors.refusal(of: try stack.pop(3)[0], in: memory)
        default: throw .refused("The pickle has the instruction \(instruction), which weights do not need.")
        }
    }

    private mutating func append(_ items: [PickleValue]) throws(CheckpointError) {
        guard case .list(let place) = try stack.top() else {
            throw .malformed("The pickle appends to what is no list.")
        }
        memory.append(items, to: place)
    }

    private mutating func setItems(_ items: [PickleValue]) throws(CheckpointError) {
        guard case .dictionary(let place) = try stack.top(), items.count % 2 == 0 else {
            throw .malformed("The pickle sets items of what is no dictionary.")
        }
        for i in stride(from: 0, to: items.count, by: 2) { memory.set(items[i], items[i + 1], in: place) }
    }

    private func recall(_ key: Int) throws(CheckpointError) -> PickleValue {
        guard let value = memo[key] else { throw .malformed("The pickle recalls what it never kept.") }
        return value
    }
}
