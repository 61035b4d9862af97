import MusicTheory
import Tracks

/// Cadences at the ends of phrases: the phrase's last harmony, if it arrived in the second half, and the one before it.
struct CadenceFinder {
    private let song: SongHarmony
    private let phrases: [Phrase]
    private let melody: [MelodyNote]
    private let keyConfidence: Double
    /// Less likely cadences are not reported.
    static let leastConfidence = 0.25

    init(_ song: SongHarmony, sections: [Section], melody: [MelodyNote], keyConfidence: Double) {
        self.song = song
        self.keyConfidence = keyConfidence
        self.melody = melody
        phrases = PhraseGrid(song, sections: sections).phrases()
    }

    func cadences() -> [Cadence] {
        phrases.compactMap(cadence(of:)).filter { $0.confidence >= CadenceFinder.leastConfidence }
    }

    private func cadence(of phrase: Phrase) -> Cadence? {
        guard let end = PhraseEnd(phrase, of: song), let reading = end.reading else { return nil }
        let goal = end.goal
        let bar = song.bars.last { $0.startSeconds <= goal.startSeconds + end.margin }
        return Cadence(
            type: reading.type, subtype: subtype(reading, end),
            bar: bar?.number ?? 0, timeSeconds: goal.startSeconds, from: end.before.last.reading.numeral.text,
            to: goal.first.reading.numeral.text, confidence: confidence(phrase, before: end.before, goal: goal))
    }

    /// Perfect needs both roots in the bass and the melody on the tonic; without a melody there, that is left open.
    private func subtype(_ reading: CadenceReading, _ end: PhraseEnd) -> String? {
        if reading.type == "modal", end.lastDegrees == [8, 10, 0] { return "mario" }
        guard reading.type == "authentic" else { return reading.subtype }
        let (before, goal) = (end.before.last, end.goal.first)
        if reading.subtype != nil || !before.isRootPosition || !goal.isRootPosition { return "imperfect" }
        guard let note = melodyNote(over: end.goal) else { return nil }
        return PitchClass(note.noteNumber) == goal.keyed.key.tonic ? "perfect" : "imperfect"
    }

    /// The last melody note that sounds over the goal before the melody next rests.
    private func melodyNote(over goal: PhraseEnd.Harmony) -> MelodyNote? {
        let end = min(goal.endSeconds, goal.startSeconds + song.barSeconds(at: goal.startSeconds))
        var found: MelodyNote?
        for note in melody where note.endSeconds > goal.startSeconds && note.startSeconds < end {
            if let last = found, note.startSeconds - last.endSeconds > song.beatSeconds(at: goal.startSeconds) { break }
            if note.confidence >= 0.3 { found = note }
        }
        return found
    }

    /// Product of what can go wrong: the chords, the key, where the phrase ends, the strength of the arrival, and whether the
    /// melody rests. The weights of the last four were set on rendered songs so that the mean is the share of right ones.
    private func confidence(_ phrase: Phrase, before: PhraseEnd.Harmony, goal: PhraseEnd.Harmony) -> Double {
        let chords = (before.confidence * goal.confidence).squareRoot().squareRoot()
        let key = 0.5 + 0.5 * keyConfidence
        let place = 0.4 + 0.6 * phrase.certainty
        let arrival = 0.85 + 0.15 * goal.first.keyed.metricalStrength
        return chords * key * place * arrival * (rests(near: phrase.endSeconds) ? 1 : 0.95)
    }

    /// Whether the melody is silent for a beat around a time; also where there is none at all.
    private func rests(near time: Double) -> Bool {
        let beat = song.beatSeconds(at: time)
        let (from, to) = (time - 2 * beat, time + beat)
        var silentFrom = from
        for note in melody where note.endSeconds > from && note.startSeconds < to {
            if note.startSeconds - silentFrom >= beat { return true }
            silentFrom = max(silentFrom, note.endSeconds)
        }
        return to - silentFrom >= beat
    }
}

extension SongHarmony {
    /// Length in seconds of the bar around a time.
    func barSeconds(at time: Double) -> Double {
        (bars.last { $0.startSeconds <= time } ?? bars.first)?.seconds ?? 0
    }

    /// Length in seconds of a beat around a time.
    func beatSeconds(at time: Double) -> Double {
        guard let bar = bars.last(where: { $0.startSeconds <= time }) ?? bars.first else { return 0 }
        return bar.seconds / Double(max(1, bar.beatCount))
    }
}
