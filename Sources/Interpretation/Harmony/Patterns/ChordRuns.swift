import MusicTheory

/// Named progressions in the sequence of chords, however long each chord lasts.
struct ChordRuns {
    /// Chords of one triad in one key, joined.
    private struct Run {
        var chord: ProgressionChord
        var key: Key
        var startSeconds: Double
        var endSeconds: Double
    }

    private let song: SongHarmony
    /// Longer chords are places to stay, not steps of a progression; in bars.
    private static let longestChordBars = 4.5

    init(_ song: SongHarmony) { self.song = song }

    /// Progressions that count wherever they stand.
    func formulas() -> [FoundPattern] {
        let triads = runs { $0.hasSameTriad(as: $1) && $0.triad == $1.triad }
        let exact = runs { $0 == $1 }
        return ProgressionDictionary.all.compactMap { progression in
            switch progression.form {
            case .formula: found(progression, in: triads, withQuality: false) { _, _ in true }
            case .exactFormula: found(progression, in: exact, withQuality: true) { _, _ in true }
            case .loop, .vamp, .bars: nil
            }
        }
    }

    /// Progressions of four and more chords that stand once, from a bar line on, outside of what repeats.
    func singles(outside looped: [(start: Double, end: Double)]) -> [FoundPattern] {
        let triads = runs { $0.hasSameTriad(as: $1) && $0.triad == $1.triad }
        return ProgressionDictionary.all.compactMap { progression in
            guard progression.form == .loop, progression.chords.count >= 4 else { return nil }
            return found(progression, in: triads, withQuality: false) { start, end in
                let middle = (start + end) / 2
                return beginsBar(start) && !looped.contains { $0.start <= middle && $0.end > middle }
            }
        }
    }

    /// Bass lines that count wherever they stand.
    func basses() -> [FoundPattern] {
        var steps: [HeardChord] = []
        for chord in song.chords where steps.last.map({ $0.bassDegree != chord.bassDegree }) ?? true {
            steps.append(chord)
        }
        return ProgressionDictionary.basses.compactMap { bass in
            var pattern: FoundPattern?
            for first in steps.indices.dropLast(bass.degrees.count - 1) {
                let here = steps[first..<first + bass.degrees.count]
                let limit = ChordRuns.longestChordBars * song.barSeconds(at: here[first].startSeconds)
                let isMet = zip(here, bass.degrees).allSatisfy { chord, degree in
                    chord.bassDegree == degree && chord.keyed.key == here[first].keyed.key
                        && chord.keyed.key.mode == bass.mode && chord.seconds <= limit
                }
                guard isMet, let last = here.last else { continue }
                var found = pattern ?? FoundPattern(bass, numerals: here.map(\.reading.numeral.text))
                found.add(occurrence(from: here[first].startSeconds, to: last.endSeconds))
                pattern = found
            }
            return pattern
        }
    }

    private func beginsBar(_ time: Double) -> Bool {
        song.bars.contains { abs($0.startSeconds - time) < 0.13 * $0.seconds }
    }

    private func found(
        _ progression: NamedProgression, in runs: [Run], withQuality: Bool, where isWanted: (Double, Double) -> Bool
    ) -> FoundPattern? {
        let wanted = progression.chords
        guard !wanted.isEmpty, runs.count >= wanted.count else { return nil }
        var pattern = FoundPattern(progression)
        var first = 0
        while first + wanted.count <= runs.count {
            let here = runs[first..<first + wanted.count]
            // The goal may last as long as it likes; what leads to it may not.
            let isMet = zip(here, wanted).allSatisfy { run, chord in
                run.key.mode == progression.mode && run.key == here[first].key
                    && chord.isMet(by: run.chord, withQuality: withQuality)
            }
            let end = here[first + wanted.count - 1]
            let limit = ChordRuns.longestChordBars * song.barSeconds(at: here[first].startSeconds)
            let isDense = here.dropLast().allSatisfy { $0.endSeconds - $0.startSeconds <= limit }
            let isJoined = zip(here, here.dropFirst()).allSatisfy { $1.startSeconds - $0.endSeconds < 0.3 }
            let endSeconds = min(end.endSeconds, end.startSeconds + limit)
            guard isMet, isDense, isJoined, isWanted(here[first].startSeconds, endSeconds) else {
                first += 1
                continue
            }
            pattern.add(occurrence(from: here[first].startSeconds, to: endSeconds))
            first += max(1, wanted.count - 1)
        }
        return pattern.occurrences.isEmpty ? nil : pattern
    }

    private func occurrence(from start: Double, to end: Double) -> FoundPattern.Occurrence {
        let early = 0.13 * song.barSeconds(at: start)
        let bar = song.bars.last { $0.startSeconds <= start + early }?.number ?? song.bars.first.map { $0.number - 1 }
        return FoundPattern.Occurrence(startBar: bar ?? 0, startSeconds: start, endSeconds: end, rotation: 0)
    }

    private func runs(joining areOne: (ProgressionChord, ProgressionChord) -> Bool) -> [Run] {
        var runs: [Run] = []
        for chord in song.chords {
            let heard = ProgressionChord(chord)
            if let last = runs.last, last.key == chord.keyed.key, areOne(last.chord, heard),
                chord.startSeconds - last.endSeconds < 0.3
            {
                runs[runs.count - 1].endSeconds = chord.endSeconds
            } else {
                runs.append(
                    Run(
                        chord: heard, key: chord.keyed.key, startSeconds: chord.startSeconds,
                        endSeconds: chord.endSeconds))
            }
        }
        return runs
    }
}
