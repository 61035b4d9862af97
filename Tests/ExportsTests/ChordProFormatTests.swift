import Exports
import Testing
import Tracks

@Suite struct ChordProFormatTests {
    @Test func `the chart has a heading, and a grid of bars for each section`() throws {
        let text = try SampleSong.full.text(ChordProFormat())
        #expect(
            text == """
                {title: Rock & <Roll> "1" Live}
                {artist: Éva Nagy}
                {key: Eb}
                {tempo: 120}
                {time: 4/4}
                {duration: 0:20}

                {start_of_grid label="A intro"}
                | N.C. | Eb . . . | Cm7 . Bb7/D .~Ab | . . . . |
                | . . . . |
                {end_of_grid}

                {start_of_grid label="B verse <1>"}
                | Ebm7b5 . . . | . . . . |
                {end_of_grid}

                {start_of_grid label="A"}
                | Ebm7b5 . . . | . . . . |
                {end_of_grid}

                """)
    }

    @Test func `every bar of the grid has a cell for each beat`() throws {
        for seed in 0..<40 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            let sample = random.song()
            guard let text = try? sample.text(ChordProFormat()) else { continue }
            let cells = text.split(separator: "\n").filter { $0.hasPrefix("|") }.flatMap { line in
                line.split(separator: "|").filter { $0 != " " }.flatMap { $0.split(separator: " ") }
            }
            // The last bar is filled up.
            #expect(cells.count >= sample.beats.count, "seed \(seed)")
            #expect(cells.count < sample.beats.count + 12, "seed \(seed)")
        }
    }

    @Test func `without beats the chords stand in order under their sections`() throws {
        var sample = SampleSong.full
        sample.beats = []
        sample.title = "A {braced} title"
        let text = try sample.text(ChordProFormat())
        #expect(text.hasPrefix("{title: A (braced) title}\n"))
        #expect(text.contains("{comment: A intro}\n[N.C.] [Eb] [Cm7] [Bb7/D] [Ab]\n"))
    }

    @Test func `a song without chords is an error`() {
        #expect(throws: ExportError.self) { try ChordProFormat().bytes(of: SampleSong.empty.song) }
        var sample = SampleSong.full
        sample.chords = [SampleSong.chord("N", 0, 20)]
        #expect(throws: ExportError.self) { try ChordProFormat().bytes(of: sample.song) }
    }
}
