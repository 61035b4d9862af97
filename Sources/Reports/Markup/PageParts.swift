/// Parts that all pages are made of.
enum PageParts {
    /// A section of the page with its heading.
    static func section(_ id: String, _ title: String, lead: String? = nil, @MarkupBuilder content: () -> Markup)
        -> Markup
    {
        Element("section", .id(id), .init("aria-labelledby", "\(id)-h")) {
            Element("h2", .id("\(id)-h")) { title }
            if let lead { Element("p", .class("lead")) { lead } }
            content()
        }.markup
    }

    /// A drawing that may be wider than the page, in a box of its own that scrolls.
    static func figure(
        _ name: String, caption: String? = nil, isNarrow: Bool = false, @MarkupBuilder content: () -> Markup
    ) -> Markup {
        Element("figure") {
            Element(
                "div", .class(isNarrow ? "scroll narrow" : "scroll"), .init("tabindex", "0"), .init("role", "group"),
                .init("aria-label", name)
            ) { content() }
            if let caption { Element("figcaption") { caption } }
        }.markup
    }

    /// One figure with its name above and what is known of it below.
    static func fact(_ name: String, _ value: String, notes: [String?] = [], mark: String? = nil) -> Markup {
        Element("div") {
            Element("dt") { name }
            Element("dd") {
                Element("div", .class("value")) { value }
                for note in notes {
                    if let note { Element("div", .class("note")) { note } }
                }
                if let mark { Element("div", .class("note mark")) { mark } }
            }
        }.markup
    }

    /// A table with a caption and a row of headings. Columns whose heading ends in "#" hold numbers.
    static func table(
        caption: String, columns: [String], style: String = "", @MarkupBuilder rows: () -> Markup
    ) -> Markup {
        Element("div", .class("scroll")) {
            Element("table", style.isEmpty ? [] : [.class(style)]) {
                Element("caption") { caption }
                Element("thead") {
                    Element("tr") {
                        for column in columns {
                            let isNumber = column.hasSuffix("#")
                            let attributes: [Attribute] =
                                [.init("scope", "col")] + (isNumber ? [.class("number")] : [])
                            Element("th", attributes) { isNumber ? String(column.dropLast()) : column }
                        }
                    }
                }
                Element("tbody") { rows() }
            }
        }.markup
    }

    /// The cell that names a row.
    static func name(_ text: String) -> Markup { Element("th", .init("scope", "row")) { text }.markup }

    /// A cell with text.
    static func cell(_ text: String) -> Markup { Element("td") { text }.markup }

    /// A cell with a number.
    static func number(_ text: String) -> Markup { Element("td", .class("number")) { text }.markup }

    /// A cell with a bar for a share.
    static func bar(_ share: Double, _ style: String = "amount") -> Markup {
        Element("td", .class("bar-cell")) { ShareBar.markup(share, style) }.markup
    }

    /// Sentences, one below the other.
    @MarkupBuilder static func reasons(_ sentences: [String]?) -> Markup {
        if let sentences, !sentences.isEmpty {
            Element("ul", .class("reasons")) {
                for sentence in sentences.prefix(40) { Element("li") { sentence } }
            }
        }
    }

    /// Says that a list is cut.
    @MarkupBuilder static func cut(
        _ shown: Int, of total: Int, _ what: String, elsewhere: String = "all of them are in theory.json"
    ) -> Markup {
        if total > shown {
            Element("p", .class("quiet")) { "The first \(shown) of \(total) \(what) are shown; \(elsewhere)." }
        }
    }
}
