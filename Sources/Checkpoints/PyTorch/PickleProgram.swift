/// The bytes of a pickle, read from the first to the last.
struct PickleProgram {
    private let bytes: ByteRange
    private var position = 0

    init(_ bytes: ByteRange) { self.bytes = bytes }

    mutating func byte() throws(CheckpointError) -> UInt8 {
        guard position < bytes.count else { throw Self.cutShort }
        position += 1
        return bytes[position - 1]
    }

    mutating func take(_ count: Int) throws(CheckpointError) -> ByteRange {
        guard let part = bytes.part(offset: position, count: count) else { throw Self.cutShort }
        position += count
        return part
    }

    /// A little-endian number without a sign.
    mutating func integer(_ byteCount: Int) throws(CheckpointError) -> Int {
        guard let value = bytes.integer(at: position, byteCount: byteCount)?.asInt else { throw Self.cutShort }
        position += byteCount
        return value
    }

    /// A big-endian double-precision number.
    mutating func number() throws(CheckpointError) -> Double {
        Double(bitPattern: try take(8).array.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// A little-endian number in two's complement; one that does not fit is rounded to double precision.
    mutating func long() throws(CheckpointError) -> PickleValue {
        let bytes = try take(try integer(1)).array
        guard let sign = bytes.last.map({ $0 & 0x80 != 0 }) else { return .integer(0) }
        guard bytes.count > 8 else {
            let start: UInt64 = sign ? .max : 0
            return .integer(Int(Int64(bitPattern: bytes.reversed().reduce(start) { $0 << 8 | UInt64($1) })))
        }
        let start: Double = sign ? -1 : 0
        return .number(bytes.reversed().reduce(start) { $0 * 256 + Double($1) })
    }

    /// A line of text, as names of classes are written.
    mutating func line() throws(CheckpointError) -> String {
        var end = position
        while end < bytes.count, end - position < 200, bytes[end] != 0x0a { end += 1 }
        guard end < bytes.count, bytes[end] == 0x0a,
            let text = bytes.part(offset: position, count: end - position)?.text
        else { throw .malformed("The pickle names a class by what is no text.") }
        position = end + 1
        return text
    }

    private static var cutShort: CheckpointError {
        .malformed("The pickle is cut short, or a length in it is too large.")
    }
}
