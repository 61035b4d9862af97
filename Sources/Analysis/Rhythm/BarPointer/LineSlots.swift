/// Where in its line of slots each interval stands: the slot that a frame reads and then writes.
struct LineSlots {
    /// First entry of the slot in all lines, by interval.
    private(set) var bases: [Int]
    private let starts: [Int]
    private let ends: [Int]
    private let rowCount: Int

    /// Stands before a frame; the first step goes to it, the first step back to the one before the one before it.
    init(_ model: BarPointerModel, frame: Int) {
        rowCount = model.rowCount
        let intervals = model.grid.intervals
        starts = Array(model.lineStarts.dropLast())
        ends = Array(model.lineStarts.dropFirst())
        bases = intervals.indices.map { index in
            let before = (frame + intervals[index] - 1) % intervals[index]
            return model.lineStarts[index] + before * model.rowCount
        }
    }

    /// Goes to the next frame.
    mutating func step() {
        for index in bases.indices {
            bases[index] &+= rowCount
            if bases[index] == ends[index] { bases[index] = starts[index] }
        }
    }

    /// Goes to the frame before.
    mutating func stepBack() {
        for index in bases.indices {
            if bases[index] == starts[index] { bases[index] = ends[index] }
            bases[index] &-= rowCount
        }
    }
}
