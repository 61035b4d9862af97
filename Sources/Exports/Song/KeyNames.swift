internal import MusicTheory

/// Names of a key in the notations of tags and DJ programs.
extension Key {
    /// "C", "F#m", "Ebm": as ID3's TKEY and rekordbox's Tonality have it.
    var shortName: String { tonicSpelling.name + (mode == .minor ? "m" : "") }

    /// Hour of the Camelot wheel with A for minor and B for major: "8B" is C major.
    var camelot: String { "\(wheelHour(cMajorAt: 8))\(mode == .major ? "B" : "A")" }

    /// Hour of the Open Key wheel with m for minor and d for major: "1d" is C major.
    var openKey: String { "\(wheelHour(cMajorAt: 1))\(mode == .major ? "d" : "m")" }

    /// Both wheels go round the circle of fifths, a minor key beside its relative major.
    private func wheelHour(cMajorAt hour: Int) -> Int {
        let major = mode == .major ? tonic : tonic.transposed(by: 3)
        return (hour - 1 + major.semitone * 7) % 12 + 1
    }
}
