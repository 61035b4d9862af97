import MusicTheory

/// How a phrase ends: its last two harmonies, if the last one arrives in its second half and lasts to its end.
struct PhraseEnd {
    /// Chords of one root joined.
    struct Harmony {
        var first: HeardChord
        var last: HeardChord
        var startSeconds: Double
        var endSeconds: Double
        var confidence: Double
    }

    let before: Harmony
    let goal: Harmony
    /// Degrees of the last three roots, or of as many as there are.
    let lastDegrees: [Int]
    /// Changes that are this much early or late are on the line, in seconds.
    let margin: Double

    /// `nil` where the phrase stays on one harmony, ends before the goal arrives, or falls silent first.
    init?(_ phrase: Phrase, of song: SongHarmony) {
        let bar = song.barSeconds(at: phrase.endSeconds)
        margin = 0.25 * bar
        let harmonies = PhraseEnd.harmonies(of: phrase, in: song, margin: margin)
        guard let goal = harmonies.last, let before = harmonies.dropLast().last,
            goal.startSeconds >= phrase.middleSeconds - margin, goal.endSeconds > phrase.endSeconds - bar
        else { return nil }
        (self.before, self.goal) = (before, goal)
        lastDegrees = harmonies.suffix(3).map(\.first.rootDegree)
    }

    /// What the two make.
    var reading: CadenceReading? { CadenceReading(from: before.last, to: goal.first) }

    private static func harmonies(of phrase: Phrase, in song: SongHarmony, margin: Double) -> [Harmony] {
        var harmonies: [Harmony] = []
        for chord in song.chords.dropFirst(song.firstChord(endingAfter: phrase.startSeconds + margin)) {
            guard chord.startSeconds < phrase.endSeconds - margin else { break }
            let root = chord.keyed.chord.root.pitchClass
            if let last = harmonies.last, last.last.keyed.chord.root.pitchClass == root {
                harmonies[harmonies.count - 1].last = chord
                harmonies[harmonies.count - 1].endSeconds = chord.endSeconds
                harmonies[harmonies.count - 1].confidence = max(last.confidence, chord.confidence)
            } else {
                harmonies.append(
                    Harmony(
                        first: chord, last: chord, startSeconds: max(chord.startSeconds, phrase.startSeconds),
                        endSeconds: chord.endSeconds, confidence: chord.confidence))
            }
        }
        return harmonies
    }
}
