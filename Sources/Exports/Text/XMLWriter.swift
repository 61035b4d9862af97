/// Writes indented XML 1.0 in UTF-8; texts are escaped, and characters that XML cannot bear are left out.
struct XMLWriter {
    private(set) var text: String
    private var openElements: [String] = []

    /// - Parameter doctype: the document type declaration, where the format has one.
    init(doctype: String? = nil) {
        text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        if let doctype { text += doctype + "\n" }
    }

    /// The document. Everything that was opened must have been closed.
    var bytes: [UInt8] {
        precondition(openElements.isEmpty, "An element is still open.")
        return Array(text.utf8)
    }

    /// An element with elements inside, which `contents` writes.
    mutating func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], contents: (inout XMLWriter) -> Void
    ) {
        line("<\(name)\(Self.text(of: attributes))>")
        openElements.append(name)
        contents(&self)
        openElements.removeLast()
        line("</\(name)>")
    }

    /// An element with a text inside, or empty.
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String? = nil) {
        if let content {
            line("<\(name)\(Self.text(of: attributes))>\(Self.escaped(content))</\(name)>")
        } else {
            line("<\(name)\(Self.text(of: attributes))/>")
        }
    }

    private mutating func line(_ content: String) {
        text += String(repeating: "  ", count: openElements.count) + content + "\n"
    }

    private static func text(of attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result.append(contentsOf: "&amp;".unicodeScalars)
            case 0x3C: result.append(contentsOf: "&lt;".unicodeScalars)
            case 0x3E: result.append(contentsOf: "&gt;".unicodeScalars)
            case 0x22: result.append(contentsOf: "&quot;".unicodeScalars)
            // As they are, a reader would turn them into blanks within attributes.
            case 0x09, 0x0A, 0x0D: result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            case 0..<0x20, 0xFFFE, 0xFFFF: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
