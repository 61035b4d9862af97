/// Writes the index of a TensorFlow bundle, also such as no honest program writes.
struct TableBuilder {
    /// Names with their descriptions, in order; the empty name stands for the whole.
    var entries: [(key: [UInt8], value: [UInt8])] = []
    var compression: UInt8 = 0
    /// How often the data block is pointed at.
    var repetitions = 1
    /// Replaces the data block's content.
    var content: [UInt8]?
    static let tableMagic: UInt64 = 0xdb47_7524_8b80_fb57
    var magic = TableBuilder.tableMagic

    /// A table with a header and tensors.
    init(header: [UInt8] = TableBuilder.number(1, 1), _ tensors: [(name: String, value: [UInt8])]) {
        entries = [([], header)] + tensors.map { (Array($0.name.utf8), $0.value) }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func block(_ content: [UInt8], compression: UInt8 = 0) -> [UInt8] {
            let handle = Self.varint(bytes.count) + Self.varint(content.count)
            bytes += content + [compression]
            bytes += littleEndian(UInt64(Self.checkSum(content + [compression])), 4)
            return handle
        }
        let data = block(content ?? Self.block(entries), compression: compression)
        let meta = block(Self.block([]))
        let index = block(Self.block((0..<repetitions).map { ([0x7a, UInt8($0)], data) }))
        let handles = meta + index
        return bytes + handles + [UInt8](repeating: 0, count: 40 - handles.count) + littleEndian(magic, 8)
    }

    /// A block in which keys repeat the beginnings of those before, with one place where a whole key stands.
    static func block(_ entries: [(key: [UInt8], value: [UInt8])]) -> [UInt8] {
        var block: [UInt8] = []
        var last: [UInt8] = []
        for (key, value) in entries {
            let shared = zip(key, last).prefix { $0 == $1 }.count
            block += varint(shared) + varint(key.count - shared) + varint(value.count) + key[shared...] + value
            last = key
        }
        return block + littleEndian(0, 4) + littleEndian(1, 4)
    }

    /// The description of a tensor.
    static func tensor(type: Int = 1, shape: [Int], offset: Int, count: Int, more: [UInt8] = []) -> [UInt8] {
        let extents = shape.flatMap { message(2, number(1, $0)) }
        return number(1, type) + message(2, extents) + number(4, offset) + number(5, count) + more
    }

    static func number(_ field: Int, _ value: Int) -> [UInt8] { varint(field << 3) + varint(value) }

    static func message(_ field: Int, _ content: [UInt8]) -> [UInt8] {
        varint(field << 3 | 2) + varint(content.count) + content
    }

    static func varint(_ value: Int) -> [UInt8] {
        var rest = UInt64(bitPattern: Int64(value))
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    /// CRC-32C, masked as the format demands, a bit at a time.
    static func checkSum(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0x82f6_3b78 }
        }
        crc = ~crc
        return (crc >> 15 | crc << 17) &+ 0xa282_ead8
    }
}
