/// A frame of an ID3v2 tag: its name, its flags and what it holds, byte for byte as it was found.
struct ID3Frame: Equatable {
    var name: String
    /// Two bytes; none in version 2.2.
    var flags: [UInt8]
    var contents: [UInt8]

    /// A frame of Latin-1 text.
    init(_ name: String, text: String, version: ID3Version) {
        self.name = name
        flags = version.major == 2 ? [] : [0, 0]
        contents = [0] + Array(text.utf8)
    }

    /// A frame as it was found.
    init(name: String, flags: [UInt8], contents: [UInt8]) {
        (self.name, self.flags, self.contents) = (name, flags, contents)
    }

    func bytes(_ version: ID3Version) -> [UInt8] {
        Array(name.utf8) + version.sizeBytes(contents.count) + flags + contents
    }

    /// What a frame of described text is the text of, in capitals; `nil` for frames of other kinds and unreadable ones.
    func description(_ version: ID3Version) -> String? {
        guard name == version.names.described else { return nil }
        var rest = contents[...]
        if flags.count == 2 {
            // Compressed or encrypted.
            guard flags[1] & (version.major == 3 ? 0xC0 : 0x0C) == 0 else { return nil }
            let group = flags[1] & (version.major == 3 ? 0x20 : 0x40) != 0
            let lengthIndicator = version.major == 4 && flags[1] & 0x01 != 0
            rest = rest.dropFirst((group ? 1 : 0) + (lengthIndicator ? 4 : 0))
            if version.major == 4, flags[1] & 0x02 != 0 { rest = ID3Tag.withoutUnsynchronisation(Array(rest))[...] }
        }
        guard let encoding = rest.popFirst() else { return nil }
        switch encoding {
        case 0, 3: return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self).uppercased()
        case 1, 2: return Self.utf16(rest, isBigEndian: encoding == 2).uppercased()
        default: return nil
        }
    }

    /// The first string of UTF-16.
    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String {
        var isBigEndian = isBigEndian
        var units: [UInt16] = []
        for place in stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            let unit = isBigEndian ? first << 8 | second : second << 8 | first
            switch (place == bytes.startIndex, unit) {
            case (_, 0): return String(decoding: units, as: UTF16.self)
            case (true, 0xFEFF): continue
            case (true, 0xFFFE): isBigEndian.toggle()
            default: units.append(unit)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
