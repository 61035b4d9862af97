import Exports
import Testing
import Tracks

@Suite struct ListFormatTests {
    @Test func `label files hold times and labels divided by tabs`() throws {
        let texts = try SampleSong.full.texts(LabFormat())
        #expect(texts.keys.sorted() == [".beats.lab", ".chords.lab", ".keys.lab", ".sections.lab"])
        #expect(texts[".beats.lab"]?.hasPrefix("0.750000\t4\n1.250000\t1\n") == true)
        #expect(texts[".chords.lab"]?.contains("4.250000\t5.000000\tBb:7/3\n") == true)
        #expect(
            texts[".sections.lab"]
                == "0.000000\t9.250000\tintro\n9.250000\t13.250000\tverse <1>\n13.250000\t20.000000\tA\n")
        #expect(texts[".keys.lab"] == "0.000000\t9.250000\tEb:major\n9.250000\t20.000000\tC:minor\n")
    }

    @Test func `Audacity's label tracks are read back as they were`() throws {
        let texts = try SampleSong.full.texts(AudacityFormat())
        func labels(_ name: String) throws -> [(start: Double, end: Double, text: String)] {
            try #require(texts[name]).split(separator: "\n").map { line in
                let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
                try #require(parts.count == 3)
                return (try #require(Double(parts[0])), try #require(Double(parts[1])), String(parts[2]))
            }
        }
        let beats = try labels(".beats.txt")
        #expect(beats.map(\.start) == SampleSong.full.beats.map(\.timeSeconds))
        #expect(beats.allSatisfy { $0.start == $0.end })
        #expect(beats.prefix(3).map(\.text) == ["0.4", "1.1", "1.2"])
        #expect(
            try labels(".chords.txt").map(\.text) == ["N.C.", "Eb", "Cm7", "Bb7/D", "Ab", "Ebm7b5"])
        #expect(try labels(".sections.txt").map(\.text) == ["A intro", "B verse <1>", "A"])
    }

    @Test func `tables have a heading, and quotes round what holds a separator`() throws {
        var sample = SampleSong.full
        sample.sections[0].label = "a, \"b\"\nc"
        let texts = try sample.texts(CSVFormat())
        let chords = try #require(texts[".chords.csv"]).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(chords.allSatisfy { $0.count == chords[0].count })
        #expect(
            chords[4].map(String.init)
                == ["4.250000", "5.000000", "2", "3", "Bb:7/3", "Bb7/D", "V65/V", "applied", "V", "", "0.750"])
        #expect(texts[".sections.csv"]?.contains("0.000000,9.250000,1,A,\"a, \"\"b\"\" c\",0.500\n") == true)
        #expect(texts[".beats.csv"]?.split(separator: "\n").count == 34)
    }

    @Test(arguments: [LabFormat(), CSVFormat(), AudacityFormat()] as [any ExportFormat])
    func `what there is nothing of is left out, and nothing at all is an error`(format: any ExportFormat) throws {
        var sample = SampleSong.empty
        #expect(throws: ExportError.self) { try format.files(of: sample.song) }
        sample.sections = SampleSong.full.sections
        let files = try format.files(of: sample.song)
        #expect(files.count == 1)
        #expect(files[0].suffix.hasPrefix(".sections."))
    }

    @Test func `an error gives the reason that the analysis gave`() {
        var sample = SampleSong.empty
        sample.warnings = [Warning(field: "beats", reason: "The song is silent.")]
        let error = #expect(throws: ExportError.self) { try LabFormat().files(of: sample.song) }
        #expect(error?.description.hasSuffix("The song is silent.") == true)
    }
}
