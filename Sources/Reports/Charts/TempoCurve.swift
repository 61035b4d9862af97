internal import Tracks

/// The tempo over the song, from its map.
struct TempoCurve {
    let map: [TempoChange]
    let durationSeconds: Double
    private static let maximumPointCount = 300

    var markup: Markup {
        let group = max(1, (map.count + Self.maximumPointCount - 1) / Self.maximumPointCount)
        let points = stride(from: 0, to: map.count, by: group).map { map[$0] }.filter { $0.bpm.isFinite }
        guard let lowest = points.map(\.bpm).min(), let highest = points.map(\.bpm).max() else { return .empty }
        let axis = TimeAxis(seconds: durationSeconds, left: 52, width: 1028)
        let margin = max(1, (highest - lowest) * 0.15)
        let (floor, ceiling) = (lowest - margin, highest + margin)
        func y(_ bpm: Double) -> Double { 18 + (ceiling - bpm) / (ceiling - floor) * 90 }
        var path = ShapePath()
        path.move(axis.x(points[0].startSeconds), y(points[0].bpm))
        for point in points.dropFirst() {
            path.horizontal(to: axis.x(point.startSeconds))
            path.vertical(to: y(point.bpm))
        }
        path.horizontal(to: axis.x(durationSeconds))
        return Chart(
            id: "tempo-curve", title: "The tempo over the song",
            description: "From \(NumberText.decimal(lowest)) to \(NumberText.decimal(highest)) beats per minute.",
            width: 1080, height: 116
        ).markup {
            axis.markup(y: 0)
            for bpm in lowest == highest ? [lowest] : [lowest, highest] {
                Shape.rectangle(axis.left, y(bpm), axis.width, 0.5, "tick")
                Shape.text(NumberText.decimal(bpm), 0, y(bpm) + 4, "small")
            }
            Shape.path(path, "curve")
        }
    }
}
