import MusicTheory
import Testing
import Tracks

@testable import Analysis

@Suite struct KeyFindingTests {
    private typealias Progression = [(chord: String, beats: Double)]
    private let inC: Progression = [("C:maj", 4), ("A:min", 4), ("F:maj", 4), ("G:7", 4)]
    private let inD: Progression = [("D:maj", 4), ("B:min", 4), ("G:maj", 4), ("A:7", 4)]
    private let inAMinor: Progression = [("A:min", 4), ("D:min", 4), ("E:7", 4), ("A:min", 4)]

    private func decode(_ song: SyntheticHarmony, key: Key? = nil) -> DecodedHarmony {
        HarmonyDecoder().decode(
            song.posteriors(), grid: song.grid, constraints: HarmonyConstraints(key: key))
    }

    private func names(_ harmony: DecodedHarmony) -> [String] { harmony.keyRegions.map(\.key) }

    @Test func `a song in one key has one region`() throws {
        var song = SyntheticHarmony()
        song.add(inC, key: "C major", times: 10)
        let decoder = HarmonyDecoder(keyNetwork: try TrainedNetworks.builtIn.get().keys)
        let harmony = decoder.decode(song.posteriors(), grid: song.grid)
        #expect(names(harmony) == ["C major"])
        #expect(harmony.key?.name == "C major")
        #expect((harmony.key?.confidence ?? 0) > 0.8)
        #expect(harmony.key?.alternatives.count == 3)
        #expect(abs((harmony.keyFinding?.probabilities.reduce(0, +) ?? 0) - 1) < 1e-9)
        #expect((harmony.keyFinding?.tonicMargin ?? 0) > 0.5)
    }

    @Test func `minor keys are told from their relatives`() {
        var song = SyntheticHarmony()
        song.add(inAMinor, key: "A minor", times: 8)
        #expect(decode(song).key?.name == "A minor")
        #expect(names(decode(song)) == ["A minor"])
    }

    @Test(arguments: [2, 5, 9])
    func `a modulation is found within a bar of its place`(loops: Int) {
        var song = SyntheticHarmony()
        song.clearness = 4
        song.add(inC, key: "C major", times: loops)
        song.add(inD, key: "D major", times: 11 - loops)
        let harmony = decode(song)
        #expect(names(harmony) == ["C major", "D major"])
        let truth = 8 * Double(loops)
        #expect(abs((harmony.keyRegions.first?.endSeconds ?? 0) - truth) <= 2)
        #expect(harmony.key?.name == (loops < 6 ? "D major" : "C major"))
        #expect(harmony.keyRegions.last?.endSeconds == song.grid.boundaries.last)
    }

    @Test func `a few borrowed chords are no modulation`() {
        var song = SyntheticHarmony()
        song.add(inC, key: "C major", times: 4)
        song.add([("Ab:maj", 4), ("Bb:maj", 4), ("C:maj", 8)], key: "C major", times: 1)
        song.add(inC, key: "C major", times: 4)
        #expect(names(decode(song)) == ["C major"])
    }

    @Test func `weak evidence does not flip a song to its relative`() {
        var song = SyntheticHarmony()
        song.add(inC, key: "C major", times: 4)
        song.add([("A:min", 4), ("F:maj", 4), ("C:maj", 4), ("G:maj", 4)], key: "C major", times: 4)
        #expect(names(decode(song)).count == 1)
    }

    @Test func `no region is shorter than sixteen beats`() {
        var song = SyntheticHarmony()
        song.add(inC, key: "C major", times: 4)
        song.add([("F#:maj", 4), ("B:maj", 4), ("C#:7", 4)], key: "F# major")
        song.add(inC, key: "C major", times: 4)
        for region in decode(song).keyRegions { #expect(region.endSeconds - region.startSeconds >= 8) }
    }

    @Test func `chords are spelt by their region`() {
        var song = SyntheticHarmony()
        song.add([("Db:maj", 4), ("Gb:maj", 4), ("Ab:7", 4), ("Db:maj", 4)], key: "Db major", times: 5)
        song.add([("E:maj", 4), ("C#:min", 4), ("F#:min", 4), ("B:7", 4)], key: "E major", times: 5)
        let harmony = decode(song)
        #expect(names(harmony) == ["Db major", "E major"])
        let labels = Set(harmony.chords.map(\.label))
        #expect(labels == ["Db:maj", "Gb:maj", "Ab:7", "E:maj", "C#:min", "F#:min", "B:7"])
    }

    @Test func `a corrected key is the song's key and spells its chords`() {
        var song = SyntheticHarmony()
        song.add([("D#:min", 4), ("B:maj", 4), ("F#:maj", 4), ("C#:maj", 4)], key: "F# major", times: 8)
        let corrected = decode(song, key: Key("Eb minor"))
        #expect(corrected.key?.name == "Eb minor")
        #expect(corrected.key?.confidence == 1)
        #expect(names(corrected) == ["Eb minor"])
        #expect(corrected.chords.first?.label == "Eb:min")
        #expect(corrected.chords.contains { $0.label == "Cb:maj" })
    }

    @Test func `a corrected key leaves real modulations`() {
        var song = SyntheticHarmony()
        song.add([("A:min", 4), ("F:maj", 4), ("C:maj", 4), ("G:maj", 4)], key: "C major", times: 6)
        song.add([("B:min", 4), ("G:maj", 4), ("D:maj", 4), ("A:maj", 4)], key: "D major", times: 3)
        let free = decode(song)
        let corrected = decode(song, key: Key("A minor"))
        #expect(free.keyRegions.count == 2)
        #expect(names(corrected).first == "A minor")
        #expect(corrected.keyRegions.count == 2)
        #expect(corrected.key?.name == "A minor")
    }

    @Test func `a corrected key takes the place of the one that was found`() {
        var song = SyntheticHarmony()
        song.add(inC, key: "C major", times: 8)
        #expect(names(decode(song, key: Key("G major"))) == ["G major"])
    }
}
