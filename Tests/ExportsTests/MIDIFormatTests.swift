import Exports
import Testing
import Tracks

@Suite struct MIDIFormatTests {
    @Test func `the click is at the beats of a song of changing tempo within a millisecond`() throws {
        for seed in 0..<60 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            let sample = random.song()
            let midi = try MIDIReader(try MIDIFormat().bytes(of: sample.song))
            let clicks = midi.notes("Click").map { midi.seconds($0.tick) }
            try #require(clicks.count == sample.beats.count)
            for (click, beat) in zip(clicks, sample.beats) {
                #expect(abs(click - beat.timeSeconds) < 0.001, "seed \(seed)")
            }
        }
    }

    @Test func `bar lines fall on the downbeats, and nowhere else from the first downbeat to the last`() throws {
        for seed in 0..<60 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            let sample = random.song()
            let midi = try MIDIReader(try MIDIFormat().bytes(of: sample.song))
            let downbeats = sample.beats.filter(\.isDownbeat).map(\.timeSeconds)
            guard let first = downbeats.first, let last = downbeats.last else { continue }
            let lines = midi.barLines.map(midi.seconds).filter { $0 > first - 0.001 && $0 < last + 0.001 }
            try #require(lines.count == downbeats.count, "seed \(seed), \(sample.meter ?? "")")
            for (line, downbeat) in zip(lines, downbeats) { #expect(abs(line - downbeat) < 0.001) }
        }
    }

    @Test func `a song of constant tempo has one tempo from its first beat on`() throws {
        let midi = try MIDIReader(try MIDIFormat().bytes(of: SampleSong.full.song))
        #expect(midi.format == 1)
        let tempi = midi.meta(0x51)
        #expect(tempi.map { midi.seconds($0.tick) } == [0, 0.75])
        #expect(tempi.last?.data == [0x07, 0xA1, 0x20])
        // Two beats of lead-in and the pick-up make one bar.
        #expect(midi.meta(0x58).map(\.data) == [[3, 2, 24, 8], [4, 2, 24, 8]])
        #expect(midi.notes("Click").prefix(3).map(\.kind) == [77, 76, 77])
    }

    @Test func `beats of 6/8 are dotted quarters`() throws {
        var sample = SampleSong.full
        sample.meter = "6/8"
        sample.beats = SampleSong.beats(from: 0, period: 0.5, pickup: 0, perBar: 2, bars: 8)
        let midi = try MIDIReader(try MIDIFormat().bytes(of: sample.song))
        #expect(midi.meta(0x58).map(\.data) == [[6, 3, 36, 8]])
        #expect(midi.notes("Click")[1].tick == midi.ticksPerQuarter * 3 / 2)
    }

    @Test func `sections are markers, keys are signatures, chords have their bass lowest`() throws {
        let midi = try MIDIReader(try MIDIFormat().bytes(of: SampleSong.full.song))
        let markers = midi.meta(0x06)
        #expect(markers.map { String(decoding: $0.data, as: UTF8.self) } == ["A intro", "B verse <1>", "A"])
        #expect(zip(markers, [0, 9.25, 13.25]).allSatisfy { abs(midi.seconds($0.tick) - $1) < 0.001 })
        #expect(midi.meta(0x59).map(\.data) == [[UInt8(bitPattern: -3), 0], [UInt8(bitPattern: -3), 1]])
        let chords = Dictionary(grouping: midi.notes("Chords"), by: \.tick).sorted { $0.key < $1.key }
        #expect(chords.map { abs(midi.seconds($0.key)).rounded(.toNearestOrEven) }.count == 5)
        #expect(chords.map { $0.value.map(\.kind).min() } == [39, 36, 38, 44, 39])
        // Bb7 over D: the notes of the chord above its bass.
        #expect(Set(chords[2].value.map { $0.kind % 12 }) == [10, 2, 5, 8])
    }

    @Test func `every note ends, after it has begun and before it begins again`() throws {
        for seed in 100..<130 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            let midi = try MIDIReader(try MIDIFormat().bytes(of: random.song(isDamaged: seed > 115).song))
            for track in midi.tracks {
                var sounding: Set<UInt8> = []
                for event in track where event.status & 0xE0 == 0x80 {
                    if event.status & 0xF0 == 0x90 {
                        #expect(sounding.insert(event.kind).inserted)
                    } else {
                        #expect(sounding.remove(event.kind) != nil)
                    }
                }
                #expect(sounding.isEmpty)
            }
        }
    }

    @Test func `each voice is a track, and the bass plays the lowest note of the chord`() throws {
        let midi = try MIDIReader(try MIDIFormat().bytes(of: SampleSong.full.song))
        let kicks = midi.notes("Kick")
        #expect(kicks.map(\.kind) == [36, 36])
        #expect(kicks.allSatisfy { $0.status == 0x99 })
        #expect(kicks.map(\.data) == [[127], [80]])
        // Before the first chord the tonic; then Eb, then D of Bb7/3.
        #expect(midi.notes("Bass").map(\.kind) == [39, 39, 38])
        #expect(midi.track("Vocals (onsets)") != nil)
        #expect(midi.track("Snare") == nil)
    }

    @Test func `without beats the times hold, and without anything there is an error that says so`() throws {
        var sample = SampleSong.full
        sample.beats = []
        let midi = try MIDIReader(try MIDIFormat().bytes(of: sample.song))
        #expect(midi.notes("Click").isEmpty)
        #expect(abs(midi.seconds(midi.notes("Chords")[0].tick) - 1.25) < 0.001)
        #expect(throws: ExportError.self) { try MIDIFormat().bytes(of: SampleSong.empty.song) }
    }

    @Test(arguments: [0.0, 0.0003, 0.004, 0.05, 0.2, 0.26, 0.7, 7.3])
    func `the first beat is where it is, however long the song waits for it`(start: Double) throws {
        var sample = SampleSong.full
        sample.isConstant = false
        sample.beats = SampleSong.beats(from: start, period: 0.5, pickup: 0, perBar: 3, bars: 3)
        sample.meter = "3/4"
        let midi = try MIDIReader(try MIDIFormat().bytes(of: sample.song))
        #expect(abs(midi.seconds(midi.notes("Click")[0].tick) - start) < 0.0006)
        let lines = midi.barLines.map(midi.seconds)
        #expect(lines.contains { abs($0 - start) < 0.001 })
    }
}
