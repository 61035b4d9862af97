/// Seconds of a song laid out from left to right.
struct TimeAxis: Sendable {
    /// Length in seconds, more than 0.
    let seconds: Double
    /// Left end and length of the axis, in units of the drawing.
    let left: Double
    let width: Double

    /// An axis for a song; a length that cannot be is taken as a second, or as a week.
    init(seconds: Double, left: Double, width: Double) {
        self.seconds = seconds.isFinite ? min(604_800, max(1, seconds)) : 1
        self.left = left
        self.width = width
    }

    /// Where a time lies; times outside the song at its ends.
    func x(_ time: Double) -> Double {
        guard time.isFinite else { return left }
        return left + min(1, max(0, time / seconds)) * width
    }

    /// Times that the axis is labelled at: round ones, some eight to twelve.
    var ticks: [Double] {
        let steps = [1.0, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400]
        let step = steps.first { seconds / $0 <= 12 } ?? 86_400
        return Array(stride(from: 0, to: seconds, by: step))
    }

    /// Labels and ticks along the axis at a height.
    @MarkupBuilder func markup(y: Double) -> Markup {
        for time in ticks {
            let x = x(time)
            Shape.rectangle(x, y + 3, 0.6, 4, "tick")
            if x < left + width - 14 { Shape.text(NumberText.time(time), x + 3, y + 10, "small quiet") }
        }
    }
}
