/// The chords of a song seen from each of them: what follows, and what the key's stretch is like.
struct HarmonicContext {
    /// The chords, each in its own key.
    let chords: [ChordInKey]
    private let keyed: [KeyedChord]
    private let nextDifferent: [Int?]
    private let previousDifferent: [Int?]
    private let stretches: [Stretch]
    private let stretchOfChord: [Int]

    /// What holds for neighbouring chords in one key.
    fileprivate struct Stretch {
        var tonicBeats = 0.0
        var tonicSeventhBeats = 0.0
        var hasMinorColour = false
    }

    init(_ keyed: [KeyedChord]) {
        self.keyed = keyed
        chords = keyed.map { ChordInKey($0.chord, in: $0.key) }
        var next = [Int?](repeating: nil, count: keyed.count)
        var previous = next
        for index in keyed.indices.dropLast().reversed() {
            let isSame = HarmonicContext.haveSameRoot(keyed[index], keyed[index + 1])
            next[index] = isSame ? next[index + 1] : index + 1
        }
        for index in keyed.indices.dropFirst() {
            let isSame = HarmonicContext.haveSameRoot(keyed[index], keyed[index - 1])
            previous[index] = isSame ? previous[index - 1] : index - 1
        }
        nextDifferent = next
        previousDifferent = previous

        var stretches: [Stretch] = []
        var stretchOfChord: [Int] = []
        for (index, chord) in keyed.enumerated() {
            if index == 0 || chord.key != keyed[index - 1].key { stretches.append(Stretch()) }
            stretchOfChord.append(stretches.count - 1)
            stretches[stretches.count - 1].add(chords[index], mode: chord.key.mode, beats: chord.durationBeats)
        }
        self.stretches = stretches
        self.stretchOfChord = stretchOfChord
    }

    private static func haveSameRoot(_ first: KeyedChord, _ second: KeyedChord) -> Bool {
        first.chord.root.pitchClass == second.chord.root.pitchClass
    }

    /// Mode of the key of a chord.
    func mode(_ index: Int) -> Mode { keyed[index].key.mode }

    /// The next chord on another root, in the key of chord `index`.
    func next(_ index: Int) -> ChordInKey? {
        nextDifferent[index].map { ChordInKey(keyed[$0].chord, in: keyed[index].key) }
    }

    /// The last chord before on another root, in the key of chord `index`.
    func previous(_ index: Int) -> ChordInKey? {
        previousDifferent[index].map { ChordInKey(keyed[$0].chord, in: keyed[index].key) }
    }

    /// Whether the next chord stands on `root`; the cadential six-four counts as the dominant.
    func resolves(_ index: Int, to root: Int) -> Bool {
        guard let next = next(index) else { return false }
        return next.root == root || (root == 7 && next.root == 0 && next.inversion == 2)
    }

    /// Whether the chord is followed on its own root by one without its tension, as in I I7 Iadd6 (boogie).
    func relaxes(_ index: Int) -> Bool {
        guard index + 1 < keyed.count, HarmonicContext.haveSameRoot(keyed[index], keyed[index + 1]) else {
            return false
        }
        let next = keyed[index + 1].chord.quality
        return next != .dominantSeventh && next != .augmented && next != chords[index].quality
    }

    /// Whether a chord starts on a position at least as strong as that of the next chord on another root. Equal is
    /// enough, since the strength of whole bars against each other is not known.
    func isAsStrongAsNext(_ index: Int) -> Bool {
        guard let next = nextDifferent[index] else { return false }
        return keyed[index].metricalStrength >= keyed[next].metricalStrength
    }

    /// Whether the tonic of this stretch is mostly a dominant seventh, as in a blues: it then rests and leads nowhere.
    func hasBluesTonic(_ index: Int) -> Bool {
        let stretch = stretches[stretchOfChord[index]]
        return stretch.tonicSeventhBeats > 0.5 * stretch.tonicBeats
    }

    /// Whether chords of the parallel minor, with its third or sixth degree, occur in this stretch.
    func hasMinorColour(_ index: Int) -> Bool { stretches[stretchOfChord[index]].hasMinorColour }
}

extension HarmonicContext.Stretch {
    fileprivate mutating func add(_ chord: ChordInKey, mode: Mode, beats: Double) {
        if chord.root == 0 {
            tonicBeats += beats
            if chord.quality == .dominantSeventh { tonicSeventhBeats += beats }
        }
        let isColoured = chord.notes & 0b0001_0000_1000 != 0
        if mode == .major, isColoured, ModalScale.minor.contains(chord) { hasMinorColour = true }
    }
}
