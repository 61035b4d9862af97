import MusicTheory

/// A chord as progressions are compared: a degree and the kind of triad, and the whole quality where it matters.
struct ProgressionChord: Hashable {
    /// Semitones of the root above the tonic, 0...11.
    var degree: Int
    var triad: TriadClass
    /// Compared by the progressions that are about sevenths only; `nil` matches all.
    var quality: ChordQuality?

    init(degree: Int, triad: TriadClass, quality: ChordQuality? = nil) {
        self.degree = degree
        self.triad = triad
        self.quality = quality
    }

    init(_ chord: HeardChord) {
        self.init(degree: chord.rootDegree, triad: chord.triad, quality: chord.keyed.chord.quality)
    }

    /// Reads "bVII", "iio", "Imaj7" in a mode; the degrees of natural minor are unaltered.
    init?(_ numeral: some StringProtocol, mode: Mode) {
        let accidentals = numeral.prefix { $0 == "b" || $0 == "#" }
        let letters = numeral.dropFirst(accidentals.count).prefix { "IViv".contains($0) }
        let suffix = numeral.dropFirst(accidentals.count + letters.count)
        let names = ["I", "II", "III", "IV", "V", "VI", "VII"]
        guard let place = names.firstIndex(of: letters.uppercased()) else { return nil }
        let scale = mode == .major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
        let raised = accidentals.reduce(0) { $0 + ($1 == "#" ? 1 : -1) }
        degree = ((scale[place] + raised) % 12 + 12) % 12
        let isMinor = letters == letters.lowercased()
        switch suffix {
        case "": (triad, quality) = (isMinor ? .minor : .major, nil)
        case "o": (triad, quality) = (.diminished, nil)
        case "+": (triad, quality) = (.augmented, nil)
        case "7": (triad, quality) = isMinor ? (.minor, .minorSeventh) : (.major, .dominantSeventh)
        case "maj7": (triad, quality) = isMinor ? (.minor, .minorMajorSeventh) : (.major, .majorSeventh)
        case "6": (triad, quality) = isMinor ? (.minor, .minorSixth) : (.major, .majorSixth)
        default: return nil
        }
    }

    /// Whether both are one chord as far as triads go; what has no third can be either.
    func hasSameTriad(as other: ProgressionChord) -> Bool {
        degree == other.degree && (triad == other.triad || triad == .open || other.triad == .open)
    }

    /// Whether a heard chord is the one that a progression asks for.
    func isMet(by heard: ProgressionChord, withQuality: Bool) -> Bool {
        guard hasSameTriad(as: heard) else { return false }
        guard withQuality else { return true }
        if let quality { return heard.quality == quality }
        // Beside chords with a seventh the plain one is meant to be plain.
        return heard.quality.map { $0.intervals.count == 3 } ?? true
    }
}
