/// Reads the few kinds of JSON that a safetensors header is made of: objects, texts, and lists of whole numbers.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads an object; `member` is called at each value with its name and must read the value.
    mutating func object(
        _ member: (inout JSONReader, String) throws(CheckpointError) -> Void
    ) throws(CheckpointError) {
        try expect(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try text()
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    /// Reads a list of whole numbers that are not negative.
    mutating func integers(atMost maximumCount: Int) throws(CheckpointError) -> [Int] {
        try expect(UInt8(ascii: "["))
        var numbers: [Int] = []
        if take(UInt8(ascii: "]")) { return numbers }
        repeat {
            guard numbers.count < maximumCount else { throw damaged("there are more than \(maximumCount) numbers") }
            numbers.append(try integer())
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return numbers
    }

    /// Reads a text.
    mutating func text() throws(CheckpointError) -> String {
        try expect(UInt8(ascii: "\""))
        var content: [UInt8] = []
        while true {
            let start = position
            while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
                position += 1
            }
            content += bytes[start..<position]
            guard current == UInt8(ascii: "\\") else { break }
            position += 1
            try appendEscaped(to: &content)
        }
        guard current == UInt8(ascii: "\""), let text = String(validating: content, as: UTF8.self) else {
            throw damaged("a text does not end or is no UTF-8")
        }
        position += 1
        return text
    }

    /// Expects nothing but white space from here on.
    mutating func end() throws(CheckpointError) {
        skipSpace()
        guard current == nil else { throw damaged("more follows the object") }
    }

    private mutating func integer() throws(CheckpointError) -> Int {
        skipSpace()
        let start = position
        var value = 0
        while let byte = current, (0x30...0x39).contains(byte) {
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowedToo) = product.addingReportingOverflow(Int(byte) - 0x30)
            guard !overflowed, !overflowedToo else { throw damaged("a number is too large") }
            value = sum
            position += 1
        }
        guard position > start, bytes[start] != 0x30 || position == start + 1 else {
            throw damaged("a whole number that is not negative is expected")
        }
        return value
    }

    /// Appends the character after a backslash.
    private mutating func appendEscaped(to content: inout [UInt8]) throws(CheckpointError) {
        guard let byte = current else { throw damaged("a text does not end or is no UTF-8") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0c)
        case UInt8(ascii: "n"): content.append(0x0a)
        case UInt8(ascii: "r"): content.append(0x0d)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            var code = try codeUnit()
            if (0xd800..<0xdc00).contains(code), current == UInt8(ascii: "\\") {
                position += 1
                guard current == UInt8(ascii: "u") else { throw damaged("half a character is escaped") }
                position += 1
                let low = try codeUnit()
                guard (0xdc00..<0xe000).contains(low) else { throw damaged("half a character is escaped") }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw damaged("half a character is escaped") }
            content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: throw damaged("a text has an unknown escape")
        }
    }

    private mutating func codeUnit() throws(CheckpointError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch current {
            case .some(let byte) where (0x30...0x39).contains(byte): digit = byte - 0x30
            case .some(let byte) where (0x41...0x46).contains(byte): digit = byte - 0x41 + 10
            case .some(let byte) where (0x61...0x66).contains(byte): digit = byte - 0x61 + 10
            default: throw damaged("an escape lacks its four digits")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(CheckpointError) {
        guard take(byte) else { throw damaged("\(String(Unicode.Scalar(byte)).forMessage) is expected") }
    }

    private func damaged(_ reason: String) -> CheckpointError {
        .malformed("The safetensors header is not the JSON that the format demands: at byte \(position), \(reason).")
    }
}
