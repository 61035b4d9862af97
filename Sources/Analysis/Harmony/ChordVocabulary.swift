import MusicTheory

/// The chords that are told apart: state 0 is no chord, then every quality on every root.
enum ChordVocabulary {
    static let qualities: [ChordQuality] = [
        .major, .minor, .dominantSeventh, .majorSeventh, .minorSeventh, .diminished, .suspendedFourth, .augmented,
        .halfDiminishedSeventh,
    ]
    static let count = 1 + 12 * qualities.count

    static func root(_ state: Int) -> PitchClass { PitchClass((state - 1) % 12) }
    static func qualityIndex(_ state: Int) -> Int { (state - 1) / 12 }
    static func quality(_ state: Int) -> ChordQuality { qualities[qualityIndex(state)] }
    static func state(root: PitchClass, qualityIndex: Int) -> Int { 1 + 12 * qualityIndex + root.semitone }

    /// Score of each quality before any evidence: rarer ones have to fit better (shares of chord time in popular
    /// music: major 53 %, minor 15 %, minor seventh 11 %, seventh 7 %, major seventh 4 %, suspended 2 %, rest less).
    static let offsets: [Float] = [0, 0, -0.03, -0.03, -0.03, -0.08, -0.14, -0.2, -0.14]
}
