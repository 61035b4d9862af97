/// Runs a pickle as far as plain containers, numbers, texts and tensors go; everything else is refused.
///
/// A pickle is a program that may call any function by name. This machine calls none: a handful of known constructors
/// are imitated (see `PickleConstructors`), other names may only be mentioned.
struct PickleMachine {
    /// Far more than weights need.
    private static let maximumInstructionCount = 4_000_000

    private let program: ByteRange
    private var position = 0
    private var stack: [PickleValue] = []
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]
    /// Finds the content of a storage.
    let storage: (String) -> ByteRange?
    /// Lists and tuples by their place.
    var sequences: [[PickleValue]] = []
    /// Dictionaries by their place.
    var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
    /// Arrays by their place; `nil` before they are filled.
    var arrays: [CheckpointTensor?] = []
    /// Bytes that were decoded out of texts so far: each may be used once, or a small file could fill the memory.
    private var decodedByteCount = 0

    init(_ program: ByteRange, storage: @escaping (String) -> ByteRange?) {
        self.program = program
        self.storage = storage
    }

    /// Runs the program and gives its result.
    mutating func run() throws(CheckpointError) -> PickleValue {
        for _ in 0..<Self.maximumInstructionCount {
            let instruction = try byte()
            if instruction == UInt8(ascii: ".") { return try pop() }
            try perform(instruction)
        }
        throw .refused("The pickle has more than \(Self.maximumInstructionCount) instructions.")
    }

    // MARK: Instructions

    private mutating func perform(_ instruction: UInt8) throws(CheckpointError) {
        switch instruction {
        case 0x80: _ = try byte()
        case 0x95: _ = try take(8)
        case UInt8(ascii: "("): marks.append(stack.count)
        case UInt8(ascii: "0"): _ = try pop()
        case UInt8(ascii: "1"): _ = try popToMark()
        case UInt8(ascii: "2"):
            let top = try pop()
            stack += [top, top]
        case UInt8(ascii: "N"): stack.append(.none)
        case 0x88: stack.append(.boolean(true))
        case 0x89: stack.append(.boolean(false))
        case UInt8(ascii: "J"): stack.append(.integer(Int(Int32(truncatingIfNeeded: try integer(4)))))
        case UInt8(ascii: "K"): stack.append(.integer(try integer(1)))
        case UInt8(ascii: "M"): stack.append(.integer(try integer(2)))
        case 0x8a: stack.append(.integer(try long(try integer(1))))
        case UInt8(ascii: "G"):
            let bits = try take(8).array.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            stack.append(.number(Double(bitPattern: bits)))
        case UInt8(ascii: "X"), UInt8(ascii: "T"): stack.append(.text(try take(try integer(4))))
        case 0x8c, UInt8(ascii: "U"): stack.append(.text(try take(try integer(1))))
        case 0x8d: stack.append(.text(try take(try integer(8))))
        case UInt8(ascii: "B"): stack.append(.bytes(try take(try integer(4))))
        case UInt8(ascii: "C"): stack.append(.bytes(try take(try integer(1))))
        case 0x8e: stack.append(.bytes(try take(try integer(8))))
        case UInt8(ascii: "]"), 0x8f: stack.append(.list(newSequence([])))
        case UInt8(ascii: ")"): stack.append(.tuple(newSequence([])))
        case UInt8(ascii: "l"), 0x91: stack.append(.list(newSequence(try popToMark())))
        case UInt8(ascii: "t"): stack.append(.tuple(newSequence(try popToMark())))
        case 0x85, 0x86, 0x87: stack.append(.tuple(newSequence(try pop(Int(instruction) - 0x84))))
        case UInt8(ascii: "a"): try append(try pop(1))
        case UInt8(ascii: "e"), 0x90: try append(try popToMark())
        case UInt8(ascii: "}"): stack.append(.dictionary(newDictionary()))
        case UInt8(ascii: "s"): try setItems(try pop(2))
        case UInt8(ascii: "u"): try setItems(try popToMark())
        case UInt8(ascii: "q"): memo[try integer(1)] = try top()
        case UInt8(ascii: "r"): memo[try integer(4)] = try top()
        case 0x94: memo[memo.count] = try top()
        case UInt8(ascii: "h"): try recall(try integer(1))
        case UInt8(ascii: "j"): try recall(try integer(4))
        case UInt8(ascii: "c"): stack.append(.global(module: try line(), name: try line()))
        case 0x93: try pushGlobal()
        case UInt8(ascii: "Q"): stack.append(try PickleConstructors.storage(try pop(), in: self))
        case UInt8(ascii: "R"), 0x81:
            let parts = try pop(2)
            stack.append(try PickleConstructors.construct(parts[0], from: parts[1], in: &self))
        case UInt8(ascii: "b"):
            let parts = try pop(2)
            stack.append(try PickleConstructors.build(parts[0], state: parts[1], in: &self))
        default:
            throw .refused("The pickle has the instruction \(instruction), which weights do not need.")
        }
    }

    private mutating func append(_ items: [PickleValue]) throws(CheckpointError) {
        guard case .list(let place) = try top() else { throw .malformed("The pickle appends to what is no list.") }
        sequences[place] += items
    }

    private mutating func setItems(_ items: [PickleValue]) throws(CheckpointError) {
        guard case .dictionary(let place) = try top(), items.count % 2 == 0 else {
            throw .malformed("The pickle sets items of what is no dictionary.")
        }
        for i in stride(from: 0, to: items.count, by: 2) { dictionaries[place].append((items[i], items[i + 1])) }
    }

    private mutating func pushGlobal() throws(CheckpointError) {
        let parts = try pop(2)
        guard let module = parts[0].shortText, let name = parts[1].shortText else {
            throw .malformed("The pickle names a class by what is no text.")
        }
        stack.append(.global(module: module, name: name))
    }

    private mutating func recall(_ key: Int) throws(CheckpointError) {
        guard let value = memo[key] else { throw .malformed("The pickle recalls what it never kept.") }
        stack.append(value)
    }

    // MARK: Memory

    mutating func newSequence(_ items: [PickleValue]) -> Int {
        sequences.append(items)
        return sequences.count - 1
    }

    mutating func newDictionary() -> Int {
        dictionaries.append([])
        return dictionaries.count - 1
    }

    /// Takes note of a text's decoding.
    mutating func decode(byteCount: Int) throws(CheckpointError) {
        decodedByteCount += byteCount
        guard decodedByteCount <= program.count else {
            throw .refused("The pickle decodes the same bytes over and over.")
        }
    }

    /// The items of a list or tuple.
    func items(_ value: PickleValue) -> [PickleValue]? {
        switch value {
        case .list(let place), .tuple(let place): sequences[place]
        default: nil
        }
    }

    private func top() throws(CheckpointError) -> PickleValue {
        guard let value = stack.last, stack.count > marks.last ?? 0 else { throw Self.underflow }
        return value
    }

    private mutating func pop() throws(CheckpointError) -> PickleValue { try pop(1)[0] }

    private mutating func pop(_ count: Int) throws(CheckpointError) -> [PickleValue] {
        guard stack.count - (marks.last ?? 0) >= count else { throw Self.underflow }
        let items = Array(stack.suffix(count))
        stack.removeLast(count)
        return items
    }

    private mutating func popToMark() throws(CheckpointError) -> [PickleValue] {
        guard let mark = marks.popLast() else { throw Self.underflow }
        let items = Array(stack[mark...])
        stack.removeLast(stack.count - mark)
        return items
    }

    private static var underflow: CheckpointError { .malformed("The pickle takes more than it has.") }

    // MARK: Program

    private mutating func byte() throws(CheckpointError) -> UInt8 { UInt8(try integer(1)) }

    private mutating func take(_ count: Int) throws(CheckpointError) -> ByteRange {
        guard let part = program.part(offset: position, count: count) else {
            throw .malformed("The pickle is cut short.")
        }
        position += count
        return part
    }

    private mutating func integer(_ byteCount: Int) throws(CheckpointError) -> Int {
        guard let value = program.integer(at: position, byteCount: byteCount)?.asInt else {
            throw .malformed("The pickle is cut short, or a length in it is too large.")
        }
        position += byteCount
        return value
    }

    /// A little-endian number in two's complement.
    private mutating func long(_ byteCount: Int) throws(CheckpointError) -> Int {
        guard byteCount <= 8 else { throw .refused("The pickle has a number of \(byteCount) bytes.") }
        let bytes = try take(byteCount).array
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let shift = UInt64(64 - 8 * byteCount)
        return byteCount == 0 ? 0 : Int(Int64(bitPattern: value << shift) >> Int64(shift))
    }

    private mutating func line() throws(CheckpointError) -> String {
        var end = position
        while end < program.count, end - position < 1000, program[end] != 0x0a { end += 1 }
        guard end < program.count, program[end] == 0x0a,
            let text = program.part(offset: position, count: end - position)?.text
        else { throw .malformed("The pickle names a class by what is no text.") }
        position = end + 1
        return text
    }
}
