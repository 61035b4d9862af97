public import SystemPackage

/// Names as a person, a log line or a JSON file can bear them: valid UTF-8, one line, no control characters.
public enum DisplayName {
    /// Invalid bytes and control characters become `\xNN`; a backslash stays as it is.
    public static func of(_ bytes: [UInt8]) -> String {
        var result = ""
        var rest = bytes[...]
        while let first = rest.first {
            let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
            if let scalar = String(validating: rest.prefix(length), as: UTF8.self)?.unicodeScalars.first,
                !isUnprintable(scalar)
            {
                result.unicodeScalars.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                let hexadecimal = String(first, radix: 16)
                result += "\\x" + (hexadecimal.count < 2 ? "0" : "") + hexadecimal
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// The same for a path.
    public static func of(_ path: FilePath) -> String { of(path.bytes) }

    /// Control, format (bidirectional overrides) and line-separating characters could forge or hide text.
    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
