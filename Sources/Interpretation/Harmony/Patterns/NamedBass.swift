import MusicTheory

/// A bass line that musicians have a name for, whatever chords stand on it.
struct NamedBass {
    let commonName: String
    let mode: Mode
    /// Semitones above the tonic, 0...11, in order.
    let degrees: [Int]
}
