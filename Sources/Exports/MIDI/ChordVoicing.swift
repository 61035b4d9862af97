internal import MusicTheory

/// Notes that a chord is played with.
enum ChordVoicing {
    /// The bass between C2 and B2, and the chord's notes between G3 and F#4, where every chord lies near the next.
    static func notes(of chord: Chord) -> (bass: Int, upper: [Int]) {
        let upper = chord.pitchClasses.map { 55 + PitchClass(55).interval(to: $0) }
        return (bassNote(of: chord), upper.sorted())
    }

    /// The lowest note, between C2 and B2.
    static func bassNote(of chord: Chord) -> Int { 36 + chord.bass.pitchClass.semitone }
}
