import MusicTheory

/// Which scale the chords of a key draw on.
enum ChordScale {
    /// Shares of the time below this are colour, not scale.
    private static let leastShare = 0.06

    /// The scale of the main key's chords: "major", "minor", or a mode where its own degree sounds more than the key's.
    ///
    /// Applied chords belong to other degrees and are left out. A song is "blues" where seventh chords on I and IV
    /// hold most of the time; minor is "harmonic minor" where the dominant is mostly major.
    static func name(of song: SongHarmony, mainKey: Key?) -> String? {
        guard let key = mainKey ?? song.chords.first?.keyed.key else { return nil }
        let chords = song.chords.filter { $0.keyed.key == key && $0.reading.function != .applied }
        let all = chords.reduce(0) { $0 + $1.seconds }
        guard all > 0 else { return key.mode.rawValue }
        func share(_ isMeant: (HeardChord) -> Bool) -> Double {
            chords.reduce(0) { $0 + (isMeant($1) ? $1.seconds : 0) } / all
        }
        func sounding(_ degree: Int) -> Double {
            share { $0.keyed.chord.pitchClasses.contains(key.tonic.transposed(by: degree)) }
        }
        func outweighs(_ degree: Int, _ other: Int) -> Bool {
            sounding(degree) >= leastShare && sounding(degree) > 1.5 * sounding(other)
        }
        let blueTonic = blueShare(song, key: key, degree: 0)
        let blueSubdominant = blueShare(song, key: key, degree: 5)
        if blueTonic.share > 0.5, blueSubdominant.share > 0.5, blueTonic.time + blueSubdominant.time > 0.4 {
            return "blues"
        }
        switch key.mode {
        case .major:
            if outweighs(10, 11) { return "mixolydian" }
            if outweighs(6, 5), share({ $0.rootDegree == 2 && $0.triad == .major }) >= leastShare { return "lydian" }
            return "major"
        case .minor:
            if outweighs(1, 2), share({ $0.rootDegree == 1 && $0.triad == .major }) >= leastShare { return "phrygian" }
            if outweighs(9, 8) { return "dorian" }
            if outweighs(11, 10), share({ $0.rootDegree == 7 && $0.triad == .major }) >= leastShare {
                return "harmonic minor"
            }
            return "minor"
        }
    }

    /// How much of a degree's time, and of all time in the key, is a dominant seventh chord.
    private static func blueShare(_ song: SongHarmony, key: Key, degree: Int) -> (share: Double, time: Double) {
        let inKey = song.chords.filter { $0.keyed.key == key }
        let all = inKey.reduce(0) { $0 + $1.seconds }
        let here = inKey.filter { $0.rootDegree == degree }
        let time = here.reduce(0) { $0 + $1.seconds }
        let blue = here.reduce(0) { $0 + ($1.keyed.chord.quality == .dominantSeventh ? $1.seconds : 0) }
        return (time > 0 ? blue / time : 0, all > 0 ? blue / all : 0)
    }
}
