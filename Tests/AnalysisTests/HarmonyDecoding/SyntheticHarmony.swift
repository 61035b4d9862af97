import Glibc
import MusicTheory

@testable import Analysis

/// A progression with what a network might have heard of it.
struct SyntheticHarmony {
    /// Chord state, bass pitch class and key index by cell of half a beat.
    var states: [Int] = []
    var basses: [Int] = []
    var keys: [Int] = []
    var beatsPerBar = 4
    /// Log-odds by which the true chord is heard above all others.
    var clearness = 6.0
    /// Standard deviation of the noise on every score.
    var noise = 1.0

    /// Adds "C:maj 4"-like entries, each chord in Harte's syntax with its length in beats, `times` times over.
    mutating func add(_ progression: [(chord: String, beats: Double)], key: String, times: Int = 1) {
        for _ in 0..<times {
            for (name, beats) in progression {
                guard let label = ChordLabel(harte: name), let key = Key(key) else { preconditionFailure(name) }
                var state = ChordStates.none
                if let chord = label.chord {
                    state = ChordStates.state(root: chord.root.pitchClass, quality: chord.quality) ?? -1
                }
                for _ in 0..<Int(2 * beats) {
                    states.append(state)
                    basses.append(label.chord?.bass.pitchClass.semitone ?? -1)
                    keys.append(key.index)
                }
            }
        }
    }

    var grid: HarmonyGrid {
        HarmonyGrid(
            boundaries: (0...states.count).map { 0.25 * Double($0) },
            positionInBeat: states.indices.map { $0 % 2 }, beatInBar: states.indices.map { $0 / 2 % beatsPerBar },
            beatsPerBar: beatsPerBar, beatTimes: (0...states.count / 2).map { 0.5 * Double($0) })
    }

    /// Scores with noise from `seed`. `heard` replaces what sounds in a cell: several states, all as clear as the true
    /// one; none for a cell in which nothing was heard.
    func posteriors(seed: UInt64 = 1, heard: [Int: [Int]] = [:], shift: Int = 0) -> HarmonyPosteriors {
        var random = BoundedNoise(seed: seed)
        var (chords, bass, keyScores): ([Float], [Float], [Float]) = ([], [], [])
        for cell in states.indices {
            var scores = (0..<157).map { _ in noise * random.normal() }
            for state in heard[cell] ?? [states[cell]] {
                scores[state] += clearness
                guard state != ChordStates.none else { continue }
                // The relative, the parallel and the fifths share notes with it.
                let root = ChordStates.root(state)
                let isMinor = ChordStates.quality(state).hasMinorThird
                let relative = ChordStates.state(
                    root: root.transposed(by: isMinor ? 3 : 9), quality: isMinor ? .major : .minor)
                scores[relative ?? 0] += 0.35 * clearness
                scores[ChordStates.transposed(state, by: 7)] += 0.25 * clearness
            }
            chords += SyntheticHarmony.logSoftmax(transposed(scores, by: shift, period: 12, from: 1))
            var notes = (0..<13).map { _ in noise * random.normal() }
            notes[basses[cell] < 0 ? 0 : 1 + basses[cell]] += 4
            bass += SyntheticHarmony.logSoftmax(transposed(notes, by: shift, period: 12, from: 1))
            var keyNotes = (0..<24).map { _ in noise * random.normal() }
            keyNotes[keys[cell]] += 1
            keyNotes[Key.all[keys[cell]].relative.index] += 0.7
            keyScores += SyntheticHarmony.logSoftmax(transposed(keyNotes, by: shift, period: 12, from: 0))
        }
        return HarmonyPosteriors(cellCount: states.count, chords: chords, bass: bass, keys: keyScores)
    }

    /// Share of cells whose decoded state is the true one.
    func accuracy(_ harmony: DecodedHarmony) -> Double {
        let decoded = harmony.segments.flatMap { Array(repeating: $0.state, count: $0.cells.count) }
        return Double(zip(decoded, states).filter { $0 == $1 }.count) / Double(states.count)
    }

    private func transposed(_ scores: [Double], by shift: Int, period: Int, from first: Int) -> [Double] {
        var result = scores
        for index in first..<scores.count {
            let place = index - first
            result[first + place / period * period + (place % period + shift) % period] = scores[index]
        }
        return result
    }

    private static func logSoftmax(_ scores: [Double]) -> [Float] {
        let highest = scores.reduce(-.infinity, max)
        let total = highest + log(scores.reduce(0) { $0 + exp($1 - highest) })
        return scores.map { Float($0 - total) }
    }
}

/// Reproducible noise without outliers: nearly normal, by the sum of twelve uniform numbers.
struct BoundedNoise {
    private var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
    }
}
