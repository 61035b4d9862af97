/// A stretch of cells with one chord.
struct ChordSegment: Equatable, Sendable {
    /// Cells.
    var cells: Range<Int>
    /// A state of `ChordStates`.
    var state: Int
}
