import Exports
import Testing
import Tracks

@Suite struct RekordboxFormatTests {
    private static func root(_ samples: [SampleSong]) throws -> XMLNode {
        try XMLReader.root(try RekordboxFormat().bytes(of: samples.map(\.song)))
    }

    /// Times and places of the beats that the grid implies.
    private static func beats(_ track: XMLNode, until end: Double) throws -> [(seconds: Double, place: Int)] {
        let anchors = try track.all("TEMPO").map {
            (
                start: try #require($0.attributes["Inizio"].flatMap(Double.init)),
                bpm: try #require($0.attributes["Bpm"].flatMap(Double.init)),
                perBar: try #require($0.attributes["Metro"].flatMap { Int($0.split(separator: "/")[0]) }),
                place: try #require($0.attributes["Battito"].flatMap { Int($0) })
            )
        }
        var beats: [(seconds: Double, place: Int)] = []
        for (i, anchor) in anchors.enumerated() {
            let next = i + 1 < anchors.count ? anchors[i + 1].start : end
            var index = 0
            // A beat nearer to the next anchor than to this one's beat belongs to that.
            while anchor.start + (Double(index) + 0.5) * 60 / anchor.bpm < next {
                beats.append(
                    (anchor.start + Double(index) * 60 / anchor.bpm, (anchor.place - 1 + index) % anchor.perBar + 1))
                index += 1
            }
        }
        return beats
    }

    @Test func `a song of constant tempo needs one node, with the pick-up's place`() throws {
        let track = try #require(try Self.root([.full]).first("COLLECTION")?.first("TRACK"))
        let tempo = track.all("TEMPO")
        #expect(tempo.count == 1)
        #expect(tempo[0].attributes == ["Inizio": "0.750", "Bpm": "120.00", "Metro": "4/4", "Battito": "4"])
        #expect(track.attributes["Tonality"] == "Eb")
        #expect(track.attributes["AverageBpm"] == "120.00")
        #expect(track.attributes["Name"] == "Rock & <Roll> \"1\" Live")
        #expect(track.attributes["Location"] == "file://localhost/music/Rock%20%26%20R%C3%B6ll/a%20b.mp3")
        #expect(track.all("POSITION_MARK").map { $0.attributes["Start"] } == ["0.000", "9.250", "13.250"])
    }

    @Test func `beats of the grid are the song's, however its tempo changes`() throws {
        for seed in 0..<60 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            var sample = random.song()
            if seed < 30 {
                // Not by chance alone: a slow drift, as people play.
                for i in sample.beats.indices {
                    sample.beats[i].timeSeconds = 0.4 + Double(i) * 0.5 + Double(i * i) * 1e-5
                }
            }
            let track = try #require(try Self.root([sample]).first("COLLECTION")?.first("TRACK"))
            let last = try #require(sample.beats.last).timeSeconds
            let found = try Self.beats(track, until: last + 0.9)
            try #require(found.count >= sample.beats.count, "seed \(seed)")
            for (beat, grid) in zip(sample.beats, found) {
                #expect(abs(beat.timeSeconds - grid.seconds) < 0.0065, "seed \(seed)")
                if beat.isDownbeat { #expect(grid.place == 1, "seed \(seed)") }
            }
            if seed < 30 { #expect(track.all("TEMPO").count < sample.beats.count / 3 + 12) }
        }
    }

    @Test func `an exact tempo of many decimals keeps its beats to the end of a long song`() throws {
        var sample = SampleSong.full
        let period = 60 / 127.98765
        sample.bpm = 127.98765
        sample.durationSeconds = 700
        sample.beats = SampleSong.beats(from: 0.1, period: period, pickup: 0, perBar: 4, bars: 360)
        let track = try #require(try Self.root([sample]).first("COLLECTION")?.first("TRACK"))
        #expect(track.all("TEMPO").count < 12)
        let last = try #require(sample.beats.last).timeSeconds
        let found = try Self.beats(track, until: last + 0.3)
        #expect(found.count == sample.beats.count)
        #expect(zip(found, sample.beats).allSatisfy { abs($0.seconds - $1.timeSeconds) < 0.0065 })
    }

    @Test func `a collection holds all songs, and a playlist of them`() throws {
        var second = SampleSong.empty
        second.title = "Two"
        let root = try Self.root([.full, second])
        let tracks = try #require(root.first("COLLECTION")).all("TRACK")
        #expect(tracks.map { $0.attributes["TrackID"] } == ["1", "2"])
        #expect(tracks[1].all("TEMPO").isEmpty)
        let list = try #require(root.first("PLAYLISTS")?.first("NODE")?.first("NODE"))
        #expect(list.all("TRACK").map { $0.attributes["Key"] } == ["1", "2"])
        #expect(list.attributes["Entries"] == "2")
    }

    @Test func `a song without its recording is an error`() {
        var sample = SampleSong.full
        sample.audioPath = nil
        #expect(throws: ExportError.self) { try RekordboxFormat().bytes(of: sample.song) }
    }
}
