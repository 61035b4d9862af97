internal import Tracks

/// Where bars and beats begin, as thin lines: as many as can be told apart.
struct BeatLines: Sendable {
    private(set) var bars = ShapePath()
    private(set) var beats = ShapePath()
    /// What is drawn, in words: "every bar", "every 4th bar".
    private(set) var words = ""

    /// Lines between two heights.
    init(of list: [Beat], on axis: TimeAxis, from top: Double, to bottom: Double) {
        guard list.count > 1 else { return }
        let downbeats = list.filter(\.isDownbeat).map(\.timeSeconds)
        let room = axis.width / axis.seconds
        if !downbeats.isEmpty {
            var step = 1
            while room * axis.seconds / Double(downbeats.count) * Double(step) < 5, step < 1 << 20 { step *= 2 }
            for index in stride(from: 0, to: downbeats.count, by: step) {
                bars.move(axis.x(downbeats[index]), top)
                bars.vertical(to: bottom)
            }
            words = step == 1 ? "every bar" : step == 2 ? "every second bar" : "every \(step)th bar"
        }
        guard axis.width / Double(list.count) >= 3.5 else { return }
        for beat in list where !beat.isDownbeat {
            beats.move(axis.x(beat.timeSeconds), top)
            beats.vertical(to: bottom)
        }
        words = words.isEmpty ? "every beat" : "every beat, bars stronger"
    }

    /// The lines.
    @MarkupBuilder var markup: Markup {
        if !beats.commands.isEmpty { Shape.path(beats, "beat-line") }
        if !bars.commands.isEmpty { Shape.path(bars, "bar-line") }
    }
}
