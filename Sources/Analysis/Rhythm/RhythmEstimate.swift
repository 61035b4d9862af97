/// Beats, bars and tempo of a song.
struct RhythmEstimate: Sendable {
    var grid = BeatGrid()
    var beatsPerBar = 4
    /// Position in the bar by beat, from 0.
    var positions: [Int] = []
    var tempoConfidence = 0.0
    var meterConfidence = 0.0
    /// Whether the bars rest on evidence; otherwise they only count beats.
    var hasBars = false
    /// Other readings of the tempo in beats per minute, likeliest first.
    var alternatives: [Double] = []

    var downbeatIndices: [Int] { positions.indices.filter { positions[$0] == 0 } }
}
