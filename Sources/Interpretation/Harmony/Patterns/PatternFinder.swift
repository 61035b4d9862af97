import MusicTheory
import Tracks

/// Progressions of a song: loops, with or without a name, and named progressions wherever they stand.
///
/// Chords are taken as they are: none is changed because a famous progression would have another there.
struct PatternFinder {
    private let song: SongHarmony
    private let slots: HalfBars
    private let phraseStarts: [Double]

    init(_ song: SongHarmony, sections: [Section] = []) {
        self.song = song
        slots = HalfBars(song)
        phraseStarts = PhraseGrid(song, sections: sections).phrases().map(\.startSeconds)
    }

    /// All patterns, the one that covers the most time first.
    func patterns() -> [ProgressionPattern] {
        var gathered: [FoundPattern] = []
        var looped = [Bool](repeating: false, count: slots.count)
        for found in forms() { FoundPattern.merge(found, into: &gathered) }
        for loop in LoopFinder(slots, phraseStarts: phraseStarts).loops() {
            for round in loop.rounds { for place in round..<round + loop.period { looped[place] = true } }
            FoundPattern.merge(pattern(of: loop), into: &gathered)
        }
        let runs = ChordRuns(song)
        for found in runs.formulas() + runs.basses() + runs.singles(outside: loopedTimes(looped)) {
            FoundPattern.merge(found, into: &gathered)
        }
        let patterns = gathered.map { $0.result(songSeconds: song.durationSeconds, bars: song.bars) }
        return patterns.enumerated()
            .sorted { ($1.element.coverage ?? 0, $0.offset) < ($0.element.coverage ?? 0, $1.offset) }
            .map(\.element)
    }

    private func loopedTimes(_ looped: [Bool]) -> [(start: Double, end: Double)] {
        looped.indices.filter { looped[$0] }.map { (slots.edges[$0], slots.edges[$0 + 1]) }
    }

    /// Progressions of one chord to the bar, such as the blues.
    private func forms() -> [FoundPattern] {
        var found: [FoundPattern] = []
        for progression in ProgressionDictionary.all where progression.form == .bars {
            let wanted = progression.halfBars
            var places: [Int] = []
            var place = 0
            while place + wanted.count <= slots.count {
                let isMet = wanted.indices.allSatisfy { index in
                    guard let heard = slots.chords[place + index] else { return false }
                    return wanted[index].contains { $0.hasSameTriad(as: heard) }
                        && song.chords[slots.indices[place + index] ?? 0].keyed.key.mode == progression.mode
                }
                if isMet { places.append(place) }
                place += isMet ? wanted.count : 2
            }
            guard !places.isEmpty else { continue }
            var pattern = FoundPattern(progression)
            pattern.isLoop = zip(places, places.dropFirst()).contains { $1 - $0 == wanted.count }
            for place in places { pattern.add(occurrence(from: place, length: wanted.count, rotation: 0)) }
            found.append(pattern)
        }
        return found
    }

    private func occurrence(from place: Int, length: Int, rotation: Int) -> FoundPattern.Occurrence {
        FoundPattern.Occurrence(
            startBar: slots.barNumbers[place], startSeconds: slots.edges[place],
            endSeconds: slots.edges[place + length], rotation: rotation)
    }

    private func pattern(of loop: LoopFinder.Loop) -> FoundPattern {
        var (chords, indices): ([ProgressionChord], [Int]) = ([], [])
        for place in loop.model {
            guard let chord = slots.chords[place], let index = slots.indices[place],
                !(chords.last.map { $0.hasSameTriad(as: chord) } ?? false)
            else { continue }
            chords.append(chord)
            indices.append(index)
        }
        let mode = indices.first.map { song.chords[$0].keyed.key.mode } ?? .major
        let named = NamedLoop(chords, mode: mode)
        let numerals = indices.map { song.chords[$0].reading.numeral.rootPositionText }
        var pattern = named.map { FoundPattern($0.progression) } ?? FoundPattern(numerals: numerals, chords: chords)
        pattern.isLoop = true
        for round in loop.rounds {
            pattern.add(occurrence(from: round, length: loop.period, rotation: named?.rotation ?? 0))
        }
        return pattern
    }
}
