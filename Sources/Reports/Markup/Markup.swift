/// A piece of HTML or SVG that is well formed by construction: text gets in escaped, elements close themselves.
///
/// There is no way from a plain string to unescaped markup but `StyleSheet` and `Page`, whose texts are the program's own.
struct Markup: Sendable {
    /// The markup as it is written into the page.
    private(set) var source: String

    /// Nothing.
    static let empty = Markup(source: "")

    /// Text for people, cleaned and escaped.
    init(text: String) { source = SafeText.escaped(SafeText.cleaned(text)) }

    /// Pieces one after the other.
    init(_ pieces: [Markup]) {
        source = ""
        source.reserveCapacity(pieces.reduce(0) { $0 + $1.source.utf8.count })
        for piece in pieces { source += piece.source }
    }

    /// An element around its content.
    init(_ name: StaticString, _ attributes: [Attribute], content: Markup) {
        source = "<\(name)"
        for attribute in attributes { source += " \(attribute.name)=\"\(attribute.escapedValue)\"" }
        if content.source.isEmpty, Markup.selfClosing.contains(name.description) {
            source += "/>"
        } else {
            source += ">"
            source += content.source
            source += "</\(name)>"
        }
    }

    private init(source: String) { self.source = source }

    /// Whether there is nothing.
    var isEmpty: Bool { source.isEmpty }

    /// HTML's void elements, and the shapes of SVG.
    private static let selfClosing: Set<String> = [
        "meta", "br", "hr", "input", "col", "rect", "path", "line", "circle", "use",
    ]
}

/// Collects pieces of markup in the order in which they are written; a string is text.
@resultBuilder
enum MarkupBuilder {
    static func buildExpression(_ text: String) -> Markup { Markup(text: text) }
    static func buildExpression(_ markup: Markup) -> Markup { markup }
    static func buildExpression(_ element: Element) -> Markup { element.markup }
    static func buildBlock(_ pieces: Markup...) -> Markup { Markup(pieces) }
    static func buildOptional(_ markup: Markup?) -> Markup { markup ?? .empty }
    static func buildEither(first: Markup) -> Markup { first }
    static func buildEither(second: Markup) -> Markup { second }
    static func buildArray(_ pieces: [Markup]) -> Markup { Markup(pieces) }
}

/// An element with its attributes and content. Names are the program's own, never data.
struct Element: Sendable {
    /// The element as markup.
    let markup: Markup

    /// An element around what the closure lists.
    init(
        _ name: StaticString, _ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { .empty }
    ) {
        markup = Markup(name, attributes, content: content())
    }

    /// An element with a computed list of attributes.
    init(_ name: StaticString, _ attributes: [Attribute], @MarkupBuilder content: () -> Markup = { .empty }) {
        markup = Markup(name, attributes, content: content())
    }
}
