/// What a network heard in every cell of a song: natural log-probabilities of chords, bass notes and keys.
struct HarmonyPosteriors: Sendable {
    /// Number of bass states: none, then the twelve pitch classes.
    static let bassCount = 13
    static let keyCount = 24

    /// Stretches of the song, half a beat each or of a fixed length.
    let cellCount: Int
    /// Chords [cells, 157] in the order of `ChordStates`.
    let chords: [Float]
    /// Lowest note [cells, 13]: 0 is none, then 1 + pitch class.
    let bass: [Float]
    /// Local key [cells, 24] in the order of `Key.all`.
    let keys: [Float]

    /// Gathers the three heads' outputs, each [cells, states] row by row. Values that are no log-probabilities (NaN,
    /// infinite, positive) are taken as the nearest that is.
    init(cellCount: Int, chords: [Float], bass: [Float], keys: [Float]) {
        precondition(cellCount >= 0)
        precondition(chords.count == cellCount * ChordStates.count)
        precondition(bass.count == cellCount * HarmonyPosteriors.bassCount)
        precondition(keys.count == cellCount * HarmonyPosteriors.keyCount)
        self.cellCount = cellCount
        self.chords = chords.map(HarmonyPosteriors.bounded)
        self.bass = bass.map(HarmonyPosteriors.bounded)
        self.keys = keys.map(HarmonyPosteriors.bounded)
    }

    /// Below this one log-probability is as good as another: networks are not trusted with certainty.
    private static let floor: Float = -10

    private static func bounded(_ value: Float) -> Float { value > floor ? min(value, 0) : floor }
}
