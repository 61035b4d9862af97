import Glibc
import MusicTheory
import Testing
import Tracks

@testable import Analysis

@Suite struct ChordDecodingTests {
    private let loop = [("C:maj", 4.0), ("A:min", 4.0), ("F:maj", 4.0), ("G:maj", 2.0), ("G:7", 2.0)]

    private func song(times: Int = 8) -> SyntheticHarmony {
        var song = SyntheticHarmony()
        song.add(loop, key: "C major", times: times)
        return song
    }

    private func labels(_ harmony: DecodedHarmony) -> [String] { harmony.chords.map(\.label) }

    @Test func `clear chords come out as they are`() {
        let song = song()
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(song.accuracy(harmony) == 1)
        #expect(labels(harmony) == (0..<8).flatMap { _ in ["C:maj", "A:min", "F:maj", "G:maj", "G:7"] })
        #expect(harmony.chords.allSatisfy { $0.confidence > 0.2 && $0.confidence <= 1 })
    }

    @Test func `spans leave no gap and neighbours differ`() {
        var song = song()
        song.clearness = 2.5
        song.noise = 1.5
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(harmony.chords.first?.startSeconds == 0)
        #expect(harmony.chords.last?.endSeconds == song.grid.boundaries.last)
        for (span, next) in zip(harmony.chords, harmony.chords.dropFirst()) {
            #expect(span.endSeconds == next.startSeconds)
            #expect(span.endBeat == next.startBeat)
            #expect(span.label != next.label)
            #expect(span.startSeconds < span.endSeconds)
        }
        #expect(harmony.chords.allSatisfy { $0.startBeat == $0.startSeconds / 0.5 })
    }

    @Test(arguments: [UInt64(3), 17, 99])
    func `noisy cells are repaired by their neighbours`(seed: UInt64) {
        var song = song()
        song.clearness = 3.5
        song.noise = 1.4
        let posteriors = song.posteriors(seed: seed)
        let raw = song.states.indices.filter { cell in
            let row = posteriors.chords[cell * 157..<(cell + 1) * 157]
            return row.max() == row[row.startIndex + song.states[cell]]
        }
        let harmony = HarmonyDecoder().decode(posteriors, grid: song.grid)
        #expect(Double(raw.count) / Double(song.states.count) < 0.75)
        #expect(song.accuracy(harmony) > 0.93)
    }

    @Test func `a glitch of one cell is repaired, wherever it is`() {
        let song = song(times: 2)
        let expected = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        for cell in 0..<song.states.count {
            let stray = ChordStates.transposed(song.states[cell], by: 6)
            let harmony = HarmonyDecoder().decode(song.posteriors(heard: [cell: [stray]]), grid: song.grid)
            #expect(labels(harmony) == labels(expected), "glitch in cell \(cell)")
        }
    }

    @Test func `cells in which nothing was heard are bridged`() {
        let song = song()
        let silent = [9, 10, 11, 34, 35, 36, 37, 70, 71]
        let heard = Dictionary(uniqueKeysWithValues: silent.map { ($0, [Int]()) })
        #expect(song.accuracy(HarmonyDecoder().decode(song.posteriors(heard: heard), grid: song.grid)) == 1)
    }

    @Test func `chords of half a bar and of one beat are kept`() {
        var song = SyntheticHarmony()
        song.clearness = 8
        song.noise = 0.7
        song.add([("C:maj", 2), ("G:maj", 2), ("A:min", 2), ("F:maj", 2)], key: "C major", times: 3)
        song.add([("C:maj", 1), ("D:min", 1), ("E:min", 1), ("F:maj", 1)], key: "C major", times: 2)
        song.add([("G:maj", 3), ("D:min", 1), ("C:maj", 4)], key: "C major", times: 2)
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(song.accuracy(harmony) == 1)
    }

    @Test func `of two chords that are heard alike the one that fits the key wins`() {
        let song = song()
        // Each F:maj could be an F#:maj as well.
        let fSharp = ChordStates.state(root: PitchClass(6), quality: .major) ?? 0
        let heard = Dictionary(
            uniqueKeysWithValues: song.states.indices.filter { song.states[$0] == 6 }.map { ($0, [6, fSharp]) })
        #expect(song.accuracy(HarmonyDecoder().decode(song.posteriors(heard: heard), grid: song.grid)) == 1)
    }

    @Test func `a chord longer than the longest segment stays one`() {
        var song = SyntheticHarmony()
        song.add([("D:min7", 50), ("G:7", 2), ("C:maj7", 37)], key: "C major")
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(labels(harmony) == ["D:min7", "G:7", "C:maj7"])
    }

    @Test func `no chord is no chord and has no key`() {
        var song = SyntheticHarmony()
        song.add([("N", 32)], key: "C major")
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(labels(harmony) == ["N"])
        #expect(harmony.key == nil)
        #expect(harmony.keyRegions.isEmpty)
        #expect(harmony.chords.first?.root == nil)
    }

    @Test func `silence before and after is N`() {
        var song = SyntheticHarmony()
        song.add([("N", 8)], key: "C major")
        song.add(loop, key: "C major", times: 4)
        song.add([("N", 4)], key: "C major")
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(song.accuracy(harmony) == 1)
        #expect(harmony.keyRegions.count == 1)
    }

    @Test func `nothing and a single cell are decoded`() {
        let empty = HarmonyDecoder().decode(
            HarmonyPosteriors(cellCount: 0, chords: [], bass: [], keys: []),
            grid: HarmonyGrid(boundaries: [], positionInBeat: [], beatInBar: [], beatsPerBar: 4))
        #expect(empty.chords.isEmpty && empty.key == nil)
        var song = SyntheticHarmony()
        song.add([("G:maj", 0.5)], key: "G major")
        let one = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(labels(one) == ["G:maj"])
    }

    @Test func `values that are no probabilities do no harm`() {
        let song = song(times: 2)
        let clean = song.posteriors()
        var chords = clean.chords
        for state in 0..<157 { chords[20 * 157 + state] = state % 2 == 0 ? .nan : .infinity }
        var keys = clean.keys
        keys[5] = -.infinity
        let broken = HarmonyPosteriors(cellCount: clean.cellCount, chords: chords, bass: clean.bass, keys: keys)
        let harmony = HarmonyDecoder().decode(broken, grid: song.grid)
        #expect(song.accuracy(harmony) == 1)
        #expect(harmony.chords.allSatisfy { $0.confidence.isFinite })
    }

    @Test func `a song without a pulse is decoded on cells of one length`() {
        let song = song()
        let grid = HarmonyGrid(durationSeconds: 0.3 * Double(song.states.count), cellSeconds: 0.3)
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: grid)
        #expect(song.accuracy(harmony) > 0.98)
        #expect(harmony.key?.name == "C major")
        #expect(harmony.chords.allSatisfy { $0.startBeat == nil })
    }

    @Test(arguments: [2, 3, 5, 6, 7])
    func `other meters are decoded`(beatsPerBar: Int) {
        var song = SyntheticHarmony()
        song.beatsPerBar = beatsPerBar
        let bar = Double(beatsPerBar)
        song.add([("C:maj", bar), ("F:maj", bar), ("G:7", bar), ("C:maj", bar)], key: "C major", times: 6)
        #expect(song.accuracy(HarmonyDecoder().decode(song.posteriors(), grid: song.grid)) == 1)
    }

    @Test func `the same input gives the same result`() {
        var song = song()
        song.clearness = 2
        let (first, second) = (
            HarmonyDecoder().decode(song.posteriors(), grid: song.grid),
            HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        )
        #expect(first.chords == second.chords && first.key == second.key)
    }

    @Test(arguments: [1, 5, 6, 11])
    func `transposed evidence gives the transposed result`(shift: Int) {
        var song = song(times: 4)
        song.add([("D:maj", 4), ("G:maj", 4), ("A:7", 4), ("D:maj/3", 4)], key: "D major", times: 5)
        song.clearness = 3
        let original = HarmonyDecoder().decode(song.posteriors(seed: 5), grid: song.grid)
        let transposed = HarmonyDecoder().decode(song.posteriors(seed: 5, shift: shift), grid: song.grid)
        #expect(transposed.segments.map(\.cells) == original.segments.map(\.cells))
        #expect(transposed.segments.map(\.interval) == original.segments.map(\.interval))
        for (one, other) in zip(original.segments, transposed.segments) {
            #expect(ChordStates.transposed(one.state, by: shift) == other.state)
        }
        for (one, other) in zip(original.chords, transposed.chords) {
            #expect(abs(one.confidence - other.confidence) < 1e-6)
        }
        let spans = original.keyFinding?.spans.map { ($0.cells, $0.key.tonic.transposed(by: shift), $0.key.mode) } ?? []
        let others = transposed.keyFinding?.spans ?? []
        #expect(spans.count == others.count)
        for (span, other) in zip(spans, others) {
            #expect(span.0 == other.cells && span.1 == other.key.tonic && span.2 == other.key.mode)
        }
    }
}
