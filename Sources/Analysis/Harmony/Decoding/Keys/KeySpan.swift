import MusicTheory

/// A stretch of cells in one key.
struct KeySpan: Equatable, Sendable {
    /// Cells.
    var cells: Range<Int>
    var key: Key
}

extension [KeySpan] {
    /// Index of `Key.all` by cell.
    var keyIndices: [Int] { flatMap { Array<Int>(repeating: $0.key.index, count: $0.cells.count) } }

    /// Neighbours of one key made one.
    func merged() -> [KeySpan] {
        reduce(into: []) { merged, span in
            if let last = merged.last, last.key == span.key {
                merged[merged.count - 1].cells = last.cells.lowerBound..<span.cells.upperBound
            } else {
                merged.append(span)
            }
        }
    }
}
