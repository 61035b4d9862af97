internal import Tracks

/// The outline of a stem's waveform.
struct Waveform: Sendable {
    /// Most points of an outline.
    private static let maximumPointCount = 500

    /// The outline around a middle line; `nil` where no outline was kept.
    ///
    /// - Parameter loudest: the sample that reaches the full height.
    static func path(of level: StemLevel, on axis: TimeAxis, middle: Double, height: Double, loudest: Double)
        -> ShapePath?
    {
        guard let step = level.peakStepSeconds, step > 0, step.isFinite, !level.peaks.isEmpty else { return nil }
        let peaks = level.peaks.prefix(100_000)
        let group = max(1, (peaks.count + maximumPointCount - 1) / maximumPointCount)
        var points: [(x: Double, half: Double)] = []
        var index = peaks.startIndex
        while index < peaks.endIndex {
            let end = min(peaks.endIndex, index + group)
            let peak = peaks[index..<end].reduce(0) { max($0, abs($1)) }
            let share = min(1, peak / max(loudest, 1e-6))
            // Quiet passages would vanish on a linear scale.
            points.append((axis.x((Double(index) + Double(group) / 2) * step), share.squareRoot() * height / 2))
            index = end
        }
        var path = ShapePath()
        path.move(points[0].x, middle)
        for point in points { path.line(point.x, middle - max(0.3, point.half)) }
        for point in points.reversed() { path.line(point.x, middle + max(0.3, point.half)) }
        path.close()
        return path
    }
}
