/// A chord in semitones above the tonic, its bass explained: what the rules of analysis are written for.
struct ChordInKey: Hashable {
    /// Semitones from the tonic up to the root, 0...11.
    var root: Int
    var quality: ChordQuality
    /// Semitones from the tonic up to the bass, 0...11.
    let bass: Int
    /// Number of the chord's note in the bass; 0 where the bass is foreign to the chord.
    var inversion: Int
    /// A dominant whose third and fifth are replaced by the subdominant: F/G or Dm7/G in C.
    var isSuspendedNinth = false
    /// Whether the root is spelt below the tonic on the line of fifths, as Gb in C is.
    private(set) var isSpeltFlat: Bool

    init(_ chord: Chord, in key: Key) {
        let tonic = key.tonic
        root = tonic.interval(to: chord.root.pitchClass)
        bass = tonic.interval(to: chord.bass.pitchClass)
        quality = chord.quality
        isSpeltFlat = chord.root.fifths < key.tonicSpelling.fifths
        inversion = 0
        let above = chord.root.pitchClass.interval(to: chord.bass.pitchClass)
        if bass == 7, ChordInKey.isSubdominant(root, chord.quality, above: above) {
            (root, quality, isSuspendedNinth) = (7, .suspendedFourth, true)
        } else if let same = ChordInKey.renamed(chord.quality, bass: above) {
            root = (root + same.root) % 12
            quality = same.quality
            if same.root != 0 { isSpeltFlat = chord.bass.fifths < key.tonicSpelling.fifths }
        }
        let fromRoot = (bass - root + 12) % 12
        if !isSuspendedNinth, quality != .power { inversion = quality.intervals.firstIndex(of: fromRoot) ?? 0 }
    }

    private static func isSubdominant(_ root: Int, _ quality: ChordQuality, above: Int) -> Bool {
        switch (root, above) {
        case (5, 2): quality == .major || quality == .majorSeventh || quality == .majorSixth
        case (2, 5): quality == .minor || quality == .minorSeventh
        default: false
        }
    }

    /// The chord that a quality and a bass outside it (in semitones above the root) amount to: C/A is Am7, C/Bb is C7.
    private static func renamed(_ quality: ChordQuality, bass: Int) -> (root: Int, quality: ChordQuality)? {
        switch (quality, bass) {
        case (.major, 9), (.majorSixth, 9): (9, .minorSeventh)
        case (.minor, 9), (.minorSixth, 9): (9, .halfDiminishedSeventh)
        case (.minor, 8): (8, .majorSeventh)
        case (.major, 10): (0, .dominantSeventh)
        case (.major, 11): (0, .majorSeventh)
        case (.minor, 10): (0, .minorSeventh)
        case (.minor, 11): (0, .minorMajorSeventh)
        case (.diminished, 9): (0, .diminishedSeventh)
        case (.diminished, 10): (0, .halfDiminishedSeventh)
        case (.suspendedFourth, 5): (5, .suspendedSecond)
        case (.suspendedSecond, 7): (7, .suspendedFourth)
        default: nil
        }
    }

    /// The chord's notes as bits, bit 0 the tonic.
    var notes: UInt16 {
        quality.intervals.reduce(0) { $0 | 1 << UInt16((root + $1) % 12) }
    }

    /// Whether the triad is diminished.
    var isDiminished: Bool {
        quality == .diminished || quality == .halfDiminishedSeventh || quality == .diminishedSeventh
    }

    /// Whether it can be a dominant: a major or augmented triad or a dominant seventh.
    var isDominantLike: Bool { quality == .major || quality == .dominantSeventh || quality == .augmented }

    /// The same notes counted from another note of a diminished seventh chord.
    func respelt(from root: Int) -> ChordInKey {
        var chord = self
        chord.root = root
        chord.inversion = quality.intervals.firstIndex(of: (bass - root + 12) % 12) ?? 0
        return chord
    }
}
