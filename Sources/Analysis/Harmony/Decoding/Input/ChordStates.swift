import MusicTheory

/// The 157 chords that the decoder tells apart: state 0 is no chord, then 1 + 12 * quality + root.
enum ChordStates {
    /// In the order of the states.
    static let qualities: [ChordQuality] = [
        .major, .minor, .dominantSeventh, .majorSeventh, .minorSeventh, .suspendedFourth, .suspendedSecond, .diminished,
        .augmented, .halfDiminishedSeventh, .diminishedSeventh, .majorSixth, .minorSixth,
    ]
    /// No chord, and every quality on every root.
    static let count = 1 + 12 * qualities.count
    static let none = 0

    /// Root of a state other than `none`.
    static func root(_ state: Int) -> PitchClass { PitchClass((state - 1) % 12) }

    /// Place in `qualities` of a state other than `none`.
    static func qualityIndex(_ state: Int) -> Int { (state - 1) / 12 }

    /// Quality of a state other than `none`.
    static func quality(_ state: Int) -> ChordQuality { qualities[qualityIndex(state)] }

    /// The state of a chord, or `nil` for a quality that is not told apart.
    static func state(root: PitchClass, quality: ChordQuality) -> Int? {
        qualities.firstIndex(of: quality).map { 1 + 12 * $0 + root.semitone }
    }

    /// The state `semitones` higher.
    static func transposed(_ state: Int, by semitones: Int) -> Int {
        state == none ? none : 1 + 12 * qualityIndex(state) + root(state).transposed(by: semitones).semitone
    }
}
