/// The patterns that tell functions apart where colours do not.
enum FunctionPatterns {
    /// Patterns that the style rules of functions refer to; once in a page.
    static var markup: Markup {
        Element(
            "svg", .class("definitions"), .init("aria-hidden", "true"), .init("width", 0.0), .init("height", 0.0)
        ) {
            Element("defs") {
                for function in FunctionWords.allCases where marks(of: function) != nil {
                    Element(
                        "pattern", .id("p-" + function.style), .init("width", 6.0), .init("height", 6.0),
                        .init("patternUnits", "userSpaceOnUse")
                    ) {
                        Shape.rectangle(0, 0, 6, 6, "ground-" + function.style)
                        if let marks = marks(of: function) { Shape.path(marks, "marks") }
                    }
                }
            }
        }.markup
    }

    private static func marks(of function: FunctionWords) -> ShapePath? {
        var path = ShapePath()
        switch function {
        case .tonic, .subdominant, .dominant, .other: return nil
        case .tonicSub, .subdominantSub, .dominantSub:
            for x in [-3.0, 3, 9] {
                path.move(x - 4, 7)
                path.line(x + 4, -1)
            }
        case .applied:
            for x in [1.5, 4.5] {
                path.move(x, 0)
                path.vertical(to: 6)
            }
        case .mixture:
            for y in [1.5, 4.5] {
                path.move(0, y)
                path.horizontal(to: 6)
            }
        }
        return path
    }
}
