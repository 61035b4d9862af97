/// The scales on one tonic that chords are borrowed from, as bits above the tonic.
enum ModalScale: String, CaseIterable {
    case major, minor, dorian, phrygian, lydian, mixolydian

    /// Bit n is set where the scale has the note n semitones above the tonic.
    var notes: UInt16 {
        switch self {
        case .major: 0b1010_1011_0101
        case .minor: 0b0101_1010_1101
        case .dorian: 0b0110_1010_1101
        case .phrygian: 0b0101_1010_1011
        case .lydian: 0b1010_1101_0101
        case .mixolydian: 0b0110_1011_0101
        }
    }

    /// Whether all of a chord's notes are in the scale.
    func contains(_ chord: ChordInKey) -> Bool { chord.notes & ~notes == 0 }

    /// In which order the modes are asked for a chord foreign to the key.
    static func lenders(to mode: Mode) -> [ModalScale] {
        switch mode {
        case .major: [.minor, .dorian, .mixolydian, .lydian, .phrygian]
        case .minor: [.dorian, .major, .mixolydian, .phrygian, .lydian]
        }
    }
}

extension Mode {
    /// Whether a chord belongs to the key: to the major scale, or to natural minor with V, V7, V+, viio, viio7, III+ and
    /// the minor tonic with major seventh of harmonic minor.
    func contains(_ chord: ChordInKey) -> Bool {
        switch self {
        case .major: return ModalScale.major.contains(chord)
        case .minor:
            if ModalScale.minor.contains(chord) { return true }
            return containsHarmonic(chord)
        }
    }

    /// Listed one by one, since harmonic minor also holds chords that are only spelt differently (Abm in C minor).
    private func containsHarmonic(_ chord: ChordInKey) -> Bool {
        switch (chord.root, chord.quality) {
        case (7, .major), (7, .dominantSeventh), (7, .augmented), (3, .augmented), (11, .diminished),
            (11, .diminishedSeventh), (0, .minorMajorSeventh):
            true
        default: false
        }
    }
}
