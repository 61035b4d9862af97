import MusicTheory

/// The named progression that a loop is, and where in it the loop begins.
struct NamedLoop {
    let progression: NamedProgression
    /// Chord of the progression that the loop begins with, from 0.
    let rotation: Int

    /// The progression that begins as the loop does and is as long, else that begins as it does, else the first that is
    /// the same chords from another start.
    init?(_ chords: [ProgressionChord], mode: Mode) {
        let heard = NamedLoop.round(chords)
        var best: (rank: Int, loop: NamedLoop)?
        for progression in ProgressionDictionary.all where progression.mode == mode {
            guard progression.form == .loop || progression.form == .vamp else { continue }
            let all = progression.chords
            let named = NamedLoop.round(all)
            guard named.count == heard.count, !heard.isEmpty else { continue }
            for rotation in named.indices
            where heard.indices.allSatisfy({ named[($0 + rotation) % named.count].hasSameTriad(as: heard[$0]) }) {
                let rank = (rotation == 0 ? 2 : 0) + (all.count == chords.count ? 1 : 0)
                if best.map({ rank > $0.rank }) ?? true {
                    best = (rank, NamedLoop(progression: progression, rotation: rotation))
                }
            }
        }
        guard let best else { return nil }
        self = best.loop
    }

    private init(progression: NamedProgression, rotation: Int) {
        self.progression = progression
        self.rotation = rotation
    }

    /// A loop that ends on the chord it begins with has that chord once.
    static func round(_ chords: [ProgressionChord]) -> [ProgressionChord] {
        var round = chords
        while round.count > 1, let last = round.last, last.hasSameTriad(as: round[0]) { round.removeLast() }
        return round
    }
}
