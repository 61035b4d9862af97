import Exports
import Testing
import Tracks

@Suite struct MusicXMLFormatTests {
    private static func measures(_ sample: SampleSong) throws -> [XMLNode] {
        let root = try XMLReader.root(try MusicXMLFormat().bytes(of: sample.song))
        #expect(root.name == "score-partwise")
        return try #require(root.first("part")).all("measure")
    }

    @Test func `there is a measure for each bar, and the pick-up is implicit`() throws {
        let measures = try Self.measures(.full)
        #expect(measures.map { $0.attributes["number"] } == (0...8).map(String.init))
        #expect(measures[0].attributes["implicit"] == "yes")
        #expect(measures[1].attributes["implicit"] == nil)
        let durations = measures.map { measure in
            measure.all("note").compactMap { $0.text("duration").flatMap(Int.init) }.reduce(0, +)
        }
        #expect(durations == [96] + [Int](repeating: 384, count: 8))
        #expect(measures[0].text("attributes", "key", "fifths") == "-3")
        #expect(measures[0].text("attributes", "time", "beats") == "4")
    }

    @Test func `chord symbols stand on their beats with kind and bass`() throws {
        let measures = try Self.measures(.full)
        let found = measures[2].children.compactMap { node -> String? in
            switch node.name {
            case "note": node.text("duration")
            case "harmony":
                [
                    node.text("root", "root-step"), node.text("root", "root-alter"), node.text("kind"),
                    node.text("bass", "bass-step"),
                ].compactMap { $0 }.joined(separator: " ")
            default: nil
            }
        }
        // C minor seventh on one, Bb7 over D on three, Ab on the second half of four.
        #expect(
            found == ["C minor-seventh", "192", "B -1 dominant D", "96", "48", "A -1 major", "48"])
        #expect(measures[0].first("harmony")?.text("kind") == "none")
        #expect(measures[3].first("harmony") == nil)
        #expect(measures[3].all("note").count == 1)
    }

    @Test func `sections are rehearsal marks with a double bar before them, keys change with their regions`() throws {
        let measures = try Self.measures(.full)
        let marks = measures.compactMap { measure in
            measure.everywhere("rehearsal").first.map { "\(measure.attributes["number"] ?? "") \($0.text)" }
        }
        #expect(marks == ["0 A intro", "5 B verse <1>", "7 A"])
        // A chord that goes on is written again where a section begins.
        #expect(measures.map { $0.all("harmony").count } == [1, 1, 3, 0, 0, 1, 0, 1, 0])
        #expect(measures[4].text("barline", "bar-style") == "light-light")
        #expect(measures[8].text("barline", "bar-style") == "light-heavy")
        #expect(measures[5].text("attributes", "key", "mode") == "minor")
        #expect(measures[0].everywhere("sound").first?.attributes["tempo"] == "120")
    }

    @Test func `every measure of songs with irregular bars is full`() throws {
        for seed in 0..<60 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            let sample = random.song(isDamaged: seed > 40)
            guard let measures = try? Self.measures(sample) else { continue }
            var length = 0.0
            for measure in measures {
                if let beats = measure.text("attributes", "time", "beats").flatMap(Double.init),
                    let unit = measure.text("attributes", "time", "beat-type").flatMap(Double.init)
                {
                    length = beats * 4 * 96 / unit
                }
                let total = measure.all("note").compactMap { $0.text("duration").flatMap(Double.init) }.reduce(0, +)
                if measure.attributes["implicit"] == nil {
                    #expect(total == length, "seed \(seed)")
                } else {
                    #expect(total < length)
                }
                #expect(measure.all("note").allSatisfy { $0.text("duration") != "0" })
                let isWhole = measure.all("note").count == 1
                #expect(isWhole || measure.all("note").allSatisfy { $0.first("type") != nil })
            }
        }
    }

    @Test func `beats of 6/8 are dotted quarters`() throws {
        var sample = SampleSong.full
        sample.meter = "6/8"
        sample.beats = SampleSong.beats(from: 0, period: 0.5, pickup: 0, perBar: 2, bars: 8)
        let measures = try Self.measures(sample)
        #expect(measures[0].everywhere("beat-unit").map(\.text) == ["quarter"])
        #expect(measures[0].everywhere("beat-unit-dot").count == 1)
        #expect(measures[0].everywhere("sound").first?.attributes["tempo"] == "180")
    }

    @Test func `without beats there are no bars, which is an error`() {
        var sample = SampleSong.full
        sample.beats = []
        #expect(throws: ExportError.self) { try MusicXMLFormat().bytes(of: sample.song) }
    }
}
