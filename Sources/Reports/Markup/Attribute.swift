/// An attribute of an element; its value is escaped.
struct Attribute: Sendable {
    let name: StaticString
    let escapedValue: String

    /// An attribute with a text.
    init(_ name: StaticString, _ text: String) {
        self.name = name
        escapedValue = SafeText.escaped(SafeText.cleaned(text))
    }

    /// An attribute with a length or coordinate.
    init(_ name: StaticString, _ number: Double) {
        self.name = name
        escapedValue = NumberText.coordinate(number)
    }

    private init(_ name: StaticString, ofAnyLength value: String) {
        self.name = name
        escapedValue = SafeText.escaped(value)
    }

    /// Names of style rules.
    static func `class`(_ names: String) -> Attribute { Attribute("class", names) }

    /// A name within the page.
    static func id(_ name: String) -> Attribute { Attribute("id", name) }

    /// A place on the same page.
    static func href(anchor: String) -> Attribute { Attribute("href", "#" + anchor) }

    /// A file beside the page or below it.
    ///
    /// - Parameter path: relative path; whatever it holds, it names no other scheme, host or root.
    static func href(path: String) -> Attribute {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        var encoded = "."
        for byte in "/\(path)".utf8.prefix(4096) {
            if unreserved.contains(byte) {
                // Two slashes in a row at the beginning would name a host.
                if byte != UInt8(ascii: "/") || encoded.utf8.last != byte { encoded.unicodeScalars.append(.init(byte)) }
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += (digits.utf8.count < 2 ? "%0" : "%") + digits
            }
        }
        return Attribute("href", ofAnyLength: encoded)
    }

    /// The outline of a shape.
    static func path(_ path: ShapePath) -> Attribute { Attribute("d", ofAnyLength: path.commands) }

    /// The directive that keeps a page from loading or running anything.
    static func content(policy: String) -> Attribute { Attribute("content", ofAnyLength: policy) }
}
