/// A share as a bar, for a cell of a table that says the number as well.
enum ShareBar {
    /// A bar of so much of the cell's width, 0...1.
    static func markup(_ share: Double, _ style: String = "amount") -> Markup {
        let width = share.isFinite ? min(1, max(0, share)) * 100 : 0
        return Element(
            "svg", .class("share"), .init("viewBox", "0 0 100 8"), .init("preserveAspectRatio", "none"),
            .init("aria-hidden", "true")
        ) {
            Shape.rectangle(0, 0, 100, 8, "share-ground")
            Shape.rectangle(0, 0, width, 8, style)
        }.markup
    }
}

/// Where something occurs in the song, for a cell of a table that says the bars as well.
enum PlacesStrip {
    /// Spans of time, in seconds, over the song.
    static func markup(_ spans: [(start: Double, end: Double)], durationSeconds: Double) -> Markup {
        let axis = TimeAxis(seconds: durationSeconds, left: 0, width: 200)
        return Element(
            "svg", .class("share"), .init("viewBox", "0 0 200 8"), .init("preserveAspectRatio", "none"),
            .init("aria-hidden", "true")
        ) {
            Shape.rectangle(0, 0, 200, 8, "share-ground")
            for span in spans.prefix(300) {
                let x = axis.x(span.start)
                Shape.rectangle(x, 0, max(0.8, axis.x(span.end) - x - 0.4), 8, "amount")
            }
        }.markup
    }
}
