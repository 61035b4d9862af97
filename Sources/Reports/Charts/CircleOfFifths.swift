internal import Glibc
internal import MusicTheory

/// Twelve roots in fifths around a circle: major-like outside, minor-like inside, the more the fuller.
struct CircleOfFifths {
    /// Name within the page.
    var id: String
    var title: String
    var description: String
    /// Weight of each key in `Key.all`, of any sum.
    var weights: [Double]
    /// Keys that are outlined, such as the key of the song.
    var outlined: Set<Int> = []
    /// What stands in a field with weight: the share in per cent, or the weight as a number.
    var showsShares = true
    /// Said of a field with weight.
    var hint: (Key, Double) -> String = { key, share in "\(key.name): \(NumberText.percent(share))" }

    private let middle = 170.0

    var markup: Markup {
        let total = max(1e-9, weights.reduce(0, +))
        let largest = max(1e-9, weights.max() ?? 0)
        return Chart(
            id: id, title: title, description: description, width: 340, height: 340, style: "chart circle"
        ).markup {
            for index in weights.indices.prefix(24) {
                field(Key(index: index), weight: weights[index], total: total, largest: largest)
            }
            for index in outlined.sorted() { outline(Key(index: index)) }
        }
    }

    private func place(of key: Key) -> Int { ((key.signatureFifths % 12) + 12) % 12 }

    private func radii(_ key: Key) -> (inner: Double, outer: Double) {
        key.mode == .major ? (106, 164) : (54, 104)
    }

    private func ring(_ key: Key) -> ShapePath {
        let angle = Double(place(of: key)) * .pi / 6 - .pi / 2
        let (inner, outer) = radii(key)
        let gap = 1.2
        func point(_ radius: Double, _ side: Double) -> (Double, Double) {
            let at = angle + side * (.pi / 12 - gap / radius)
            return (middle + radius * cos(at), middle + radius * sin(at))
        }
        var path = ShapePath()
        let (a, b, c, d) = (point(outer, -1), point(outer, 1), point(inner, 1), point(inner, -1))
        path.move(a.0, a.1)
        path.arc(radius: outer, clockwise: true, to: b.0, b.1)
        path.line(c.0, c.1)
        path.arc(radius: inner, clockwise: false, to: d.0, d.1)
        path.close()
        return path
    }

    @MarkupBuilder
    private func field(_ key: Key, weight: Double, total: Double, largest: Double) -> Markup {
        // Five steps of colour are told apart; the number says the rest.
        let step = weight > 0 ? min(5, max(1, Int((weight / largest * 5).rounded(.up)))) : 0
        let angle = Double(place(of: key)) * .pi / 6 - .pi / 2
        let (inner, outer) = radii(key)
        let radius = (inner + outer) / 2
        let (x, y) = (middle + radius * cos(angle), middle + radius * sin(angle))
        let name = ChordSymbol.pitch(key.tonicSpelling.name) + (key.mode == .minor ? "m" : "")
        let share = weight / total
        let hasNumber = showsShares ? share >= 0.01 : weight > 0
        Element("path", .class("field step-\(step)"), .path(ring(key))) {
            if weight > 0 { Element("title") { hint(key, share) } }
        }
        Shape.text(
            name, x, hasNumber ? y : y + 5, (key.mode == .major ? "key-major" : "key-minor") + " on-\(step)")
        if hasNumber {
            Shape.text(
                showsShares ? NumberText.percent(share) : NumberText.short(weight, 0), x, y + 13, "key-share on-\(step)"
            )
        }
    }

    private func outline(_ key: Key) -> Markup { Shape.path(ring(key), "tonic-outline") }
}
