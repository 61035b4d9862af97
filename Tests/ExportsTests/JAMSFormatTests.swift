import Exports
import Foundation
import Testing
import Tracks

@Suite struct JAMSFormatTests {
    private typealias JSON = [String: Any]

    private static func file(_ sample: SampleSong) throws -> JSON {
        let data = Data(try JAMSFormat().bytes(of: sample.song))
        return try #require(try JSONSerialization.jsonObject(with: data) as? JSON)
    }

    private static func annotations(_ file: JSON, _ namespace: String) throws -> [JSON] {
        try #require(file["annotations"] as? [JSON]).filter { $0["namespace"] as? String == namespace }
    }

    private static func data(_ file: JSON, _ namespace: String) throws -> [JSON] {
        try #require(try annotations(file, namespace).first?["data"] as? [JSON])
    }

    @Test func `beats have their place as value, chords their Harte label`() throws {
        let file = try Self.file(.full)
        let beats = try Self.data(file, "beat")
        #expect(beats.count == 33)
        #expect(beats[1]["time"] as? Double == 1.25)
        #expect(beats[1]["value"] as? Double == 1)
        #expect(beats[1]["duration"] as? Double == 0)
        let chords = try Self.data(file, "chord")
        #expect(chords.map { $0["value"] as? String } == SampleSong.full.chords.map(\.label))
        #expect(chords[1]["duration"] as? Double == 2)
        #expect(chords[1]["confidence"] as? Double == 0.75)
    }

    @Test func `numerals stand in the namespace where it can say them, and all of them in the sandbox`() throws {
        let file = try Self.file(.full)
        let annotation = try #require(try Self.annotations(file, "chord_roman").first)
        let data = try #require(annotation["data"] as? [JSON]).compactMap { $0["value"] as? [String: String] }
        #expect(data.map { $0["chord"] } == ["I", "vi7", "V65/V", "IV"])
        #expect(data.allSatisfy { $0["tonic"] == "Eb" })
        let sandbox = try #require(annotation["sandbox"] as? JSON)
        #expect(sandbox["roman"] as? [String] == ["I", "vi7", "V65/V", "IV", "Ger65"])
        #expect((sandbox["applied_to"] as? [Any])?.count == 5)
    }

    @Test func `keys, sections, tempo, genre and onsets each have an annotation`() throws {
        let file = try Self.file(.full)
        #expect(try Self.data(file, "key_mode").map { $0["value"] as? String } == ["Eb:major", "C:minor"])
        let segments = try Self.annotations(file, "segment_open")
        let values = try segments.map { try #require($0["data"] as? [JSON]).map { $0["value"] as? String } }
        #expect(values == [["intro", "verse <1>", "A"], ["A", "B", "A"]])
        #expect(try Self.data(file, "tempo").map { $0["value"] as? Double } == [120])
        #expect(try Self.data(file, "tag_open").map { $0["value"] as? String } == ["rock"])
        let voices = try Self.annotations(file, "onset").map { ($0["sandbox"] as? JSON)?["voice"] as? String }
        #expect(voices == ["kick", "bass", "vocals"])
    }

    @Test func `it says what made it, and which recording it is of`() throws {
        let file = try Self.file(.full)
        let metadata = try #require(file["file_metadata"] as? JSON)
        #expect(metadata["title"] as? String == "Rock & <Roll> \"1\" Live")
        #expect(metadata["artist"] as? String == "Éva Nagy")
        #expect(metadata["duration"] as? Double == 20)
        #expect((metadata["identifiers"] as? [String: String])?["musigen"] == "song-0a1b2c3d")
        let tools = try #require(try Self.annotations(file, "beat").first?["annotation_metadata"] as? JSON)
        #expect(tools["data_source"] as? String == "program")
        #expect(tools["annotation_tools"] as? String == "musigen 9.9 (native, version 1)")
    }

    @Test func `a song of which nothing is known is a file without annotations`() throws {
        let file = try Self.file(.empty)
        #expect((file["annotations"] as? [JSON])?.isEmpty == true)
        #expect(((file["sandbox"] as? JSON)?["musigen"] as? JSON)?["key"] is NSNull)
    }

    @Test func `a tempo map has an observation for each stretch`() throws {
        var sidecar = SampleSong.full.sidecar
        sidecar.tempoIsConstant = false
        sidecar.tempoMap = [TempoChange(startSeconds: 0, bpm: 100), TempoChange(startSeconds: 8, bpm: 140)]
        let bytes = try JAMSFormat().bytes(of: ExportSong(sidecar, programVersion: "1"))
        let file = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? JSON)
        let data = try Self.data(file, "tempo")
        #expect(data.map { $0["value"] as? Double } == [100, 140])
        #expect(data.map { $0["duration"] as? Double } == [8, 12])
    }
}
