import MusicTheory

/// The keys of a song, with how sure they are.
struct KeyFinding: Sendable {
    /// Stretches that cover all cells.
    var spans: [KeySpan]
    /// The key of the whole song.
    var key: Key
    /// Probabilities of `Key.all` for the whole song.
    var probabilities: [Double]

    /// By how much the likeliest tonic, in either mode, is ahead of the next, 0...1.
    var tonicMargin: Double {
        let tonics = (0..<12).map { probabilities[$0] + probabilities[$0 + 12] }.sorted(by: >)
        return tonics[0] - tonics[1]
    }

    /// By how much the key's mode is ahead of the other on the same tonic, -1...1.
    var modeMargin: Double {
        let tonic = key.tonic.semitone
        let (major, minor) = (probabilities[tonic], probabilities[tonic + 12])
        return (key.mode == .major ? major - minor : minor - major) / max(1e-12, major + minor)
    }
}
