/// One beat and where its off-beat eighth comes, beside straight and triplet eighths.
struct SwingDiagram {
    /// Position of the off-beat eighth between two beats, 0...1.
    let ratio: Double

    /// "straight", "light swing", ...
    static func words(_ ratio: Double) -> String {
        switch ratio {
        case ..<0.46: "the off-beat comes early"
        case ..<0.53: "straight"
        case ..<0.58: "a light swing"
        case ..<0.63: "a medium swing"
        case ..<0.70: "a triplet swing"
        default: "a hard swing"
        }
    }

    var markup: Markup {
        let (left, width) = (12.0, 336.0)
        func x(_ share: Double) -> Double { left + min(1, max(0, share)) * width }
        return Chart(
            id: "swing", title: "Where the off-beat eighth comes",
            description:
                "At \(NumberText.decimal(ratio, 2)) of the beat: \(Self.words(ratio)). Straight is 0.50, triplets 0.67.",
            width: 360, height: 66
        ).markup {
            Shape.rectangle(left, 32, width, 1, "tick")
            for (share, name) in [(0.0, "beat"), (0.5, "straight"), (2.0 / 3, "triplet"), (1.0, "beat")] {
                Shape.rectangle(x(share) - 0.5, 26, 1, 12, "tick")
                Shape.text(
                    name, x(share), 54, share == 0 ? "small quiet" : share == 1 ? "small quiet end" : "small quiet mid")
            }
            Element("circle", .class("swing-mark"), .init("cx", x(ratio)), .init("cy", 32.0), .init("r", 6.0))
            Shape.text(NumberText.decimal(ratio, 2), x(ratio), 18, "count strong")
        }
    }
}
