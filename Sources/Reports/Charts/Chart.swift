/// A drawing with its name and description, which a screen reader says instead of showing it.
struct Chart: Sendable {
    /// Name within the page, from which those of title and description are made.
    var id: String
    /// What is drawn.
    var title: String
    /// What there is to be seen, in sentences.
    var description: String
    /// Width and height in units of the drawing.
    var width: Double
    var height: Double
    /// Style rules.
    var style = "chart"

    /// The drawing around its shapes.
    func markup(@MarkupBuilder shapes: () -> Markup) -> Markup {
        let box = "0 0 \(NumberText.coordinate(width)) \(NumberText.coordinate(height))"
        return Element(
            "svg", .class(style), .init("viewBox", box), .init("role", "img"),
            .init("aria-labelledby", "\(id)-t \(id)-d")
        ) {
            Element("title", .id("\(id)-t")) { title }
            Element("desc", .id("\(id)-d")) { description }
            shapes()
        }.markup
    }
}

/// Shapes of a drawing.
enum Shape {
    /// How much smaller the style sheet sets text that has little room.
    private static let tightness = 0.72

    /// A rectangle, with what is said when one points at it.
    static func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, hint: String? = nil,
        radius: Double = 0
    ) -> Markup {
        var attributes: [Attribute] = [
            .class(style), .init("x", x), .init("y", y), .init("width", max(0, width)), .init("height", max(0, height)),
        ]
        if radius > 0 { attributes.append(.init("rx", radius)) }
        return Element("rect", attributes) {
            if let hint { Element("title") { hint } }
        }.markup
    }

    /// A text that begins (or, by its style, is centred or ends) at a point.
    ///
    /// - Parameter fitting: width that the text is set smaller for, and at last pressed into, where it would be wider.
    static func text(
        _ text: String, _ x: Double, _ y: Double, _ style: String, fitting: (width: Double, em: Double)? = nil
    )
        -> Markup
    {
        var attributes: [Attribute] = [.class(style), .init("x", x), .init("y", y)]
        if let fitting, TextWidth.of(text, em: fitting.em) > fitting.width {
            attributes[0] = .class(style + " tight")
            if TextWidth.of(text, em: fitting.em * tightness) > fitting.width {
                attributes += [.init("textLength", max(4, fitting.width)), .init("lengthAdjust", "spacingAndGlyphs")]
            }
        }
        return Element("text", attributes) { text }.markup
    }

    /// A line or outline.
    static func path(_ path: ShapePath, _ style: String) -> Markup {
        Element("path", .class(style), .path(path)).markup
    }
}

/// How wide a text will be, roughly: fonts differ from machine to machine.
enum TextWidth {
    /// Width of a text in a font of a size, in the units of the size.
    static func of(_ text: String, em: Double) -> Double {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x2070...0x208E, 0xB2, 0xB3, 0xB9: width + 0.42
            case 0x69, 0x6C, 0x49, 0x2E, 0x2C, 0x3A, 0x2F, 0x20, 0x28, 0x29: width + 0.34
            case 0x4D, 0x57, 0x6D, 0x77: width + 0.9
            case 0x41...0x5A: width + 0.68
            case 0x1100...0xFFFF where scalar.value > 0x2E7F: width + 1
            default: width + 0.58
            }
        } * em
    }
}
