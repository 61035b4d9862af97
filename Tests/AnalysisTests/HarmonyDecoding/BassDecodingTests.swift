import MusicTheory
import Testing
import Tracks

@testable import Analysis

@Suite struct BassDecodingTests {
    private func decoded(
        _ progression: [(chord: String, beats: Double)], key: String = "C major", times: Int = 3,
        parameters: HarmonyDecoderParameters = HarmonyDecoderParameters(),
        change: (inout SyntheticHarmony) -> Void = { _ in }
    ) -> [String] {
        var song = SyntheticHarmony()
        song.noise = 0.8
        song.add(progression, key: key, times: times)
        change(&song)
        var decoder = HarmonyDecoder()
        decoder.parameters = parameters
        return decoder.decode(song.posteriors(), grid: song.grid).chords.map(\.label)
    }

    @Test func `a chord over its third, fifth or seventh is an inversion`() {
        let labels = decoded([("C:maj", 4), ("G:maj/3", 4), ("A:min/5", 4), ("G:7/b7", 4)], times: 1)
        #expect(labels == ["C:maj", "G:maj/3", "A:min/5", "G:7/b7"])
    }

    @Test func `a change of bass under one chord splits it`() {
        let labels = decoded([("C:maj", 4), ("C:maj/3", 4), ("F:maj", 4), ("G:maj", 4)], times: 1)
        #expect(labels == ["C:maj", "C:maj/3", "F:maj", "G:maj"])
    }

    @Test func `a bass note of one beat leaves the chord alone`() {
        let labels = decoded([("C:maj", 8), ("F:maj", 8)], times: 1) { song in
            for cell in [6, 7] { song.basses[cell] = 4 }
        }
        #expect(labels == ["C:maj", "F:maj"])
    }

    @Test func `notes outside the chord and silence leave it in root position`() {
        let labels = decoded([("C:maj", 4), ("F:maj", 4)], times: 1) { song in
            for cell in 0..<8 { song.basses[cell] = 2 }
            for cell in 8..<16 { song.basses[cell] = -1 }
        }
        #expect(labels == ["C:maj", "F:maj"])
    }

    @Test func `a pedal is printed where it is asked for`() {
        var parameters = HarmonyDecoderParameters()
        parameters.pedalThreshold = 0.6
        let progression: [(chord: String, beats: Double)] = [("C:maj", 4), ("F:maj", 4), ("G:maj", 4), ("C:maj", 4)]
        let pedal: (inout SyntheticHarmony) -> Void = { song in
            for cell in song.basses.indices { song.basses[cell] = 0 }
        }
        #expect(
            decoded(progression, times: 1, parameters: parameters, change: pedal)
                == ["C:maj", "F:maj/5", "G:maj/4", "C:maj"])
        #expect(decoded(progression, times: 1, change: pedal) == ["C:maj", "F:maj/5", "G:maj", "C:maj"])
    }

    @Test func `sixths, seconds and fourths in the bass are no inversions`() {
        #expect(BassDecoder.intervals(.majorSixth) == [0, 4, 7])
        #expect(BassDecoder.intervals(.suspendedFourth) == [0, 7])
        #expect(BassDecoder.intervals(.diminishedSeventh) == [0, 3, 6, 9])
        #expect(BassDecoder.intervals(.halfDiminishedSeventh) == [0, 3, 6, 10])
    }

    @Test func `inversions are spelt from their chord`() {
        let flats = decoded(
            [("Eb:maj", 4), ("Bb:maj/3", 4), ("C:min", 4), ("Ab:maj", 4), ("Eb:maj/3", 4), ("Bb:7", 4)],
            key: "Eb major", times: 1)
        #expect(flats == ["Eb:maj", "Bb:maj/3", "C:min", "Ab:maj", "Eb:maj/3", "Bb:7"])
        var song = SyntheticHarmony()
        song.add([("E:maj", 4), ("B:maj/3", 4), ("C#:min", 4), ("A:maj", 4)], key: "E major", times: 3)
        let harmony = HarmonyDecoder().decode(song.posteriors(), grid: song.grid)
        #expect(harmony.chords[1].bass == "D#")
        #expect(harmony.chords[2].root == "C#")
    }
}
