import Exports
import Foundation
import Testing
import Tracks

@Suite struct RobustnessTests {
    @Test func `damaged analyses give whole files or an error, with times in order and not negative`() throws {
        for seed in 0..<80 as Range<UInt64> {
            var random = RandomSong(seed: seed)
            let song = random.song(isDamaged: true).song
            for format in ExportFormats.all {
                let files: [ExportedFile]
                do throws(ExportError) { files = try format.files(of: song) } catch { continue }
                for file in files {
                    #expect(!file.bytes.isEmpty)
                    if format.name == "lab" { try Self.checkOrder(file) }
                    if format.name == "rekordbox" || format.name == "musicxml" { _ = try XMLReader.root(file.bytes) }
                    if format.name == "jams" { _ = try JSONSerialization.jsonObject(with: Data(file.bytes)) }
                    if format.name == "midi" { _ = try MIDIReader(file.bytes) }
                }
            }
        }
    }

    private static func checkOrder(_ file: ExportedFile) throws {
        var last = 0.0
        for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            let start = try #require(Double(parts[0]))
            #expect(start >= last)
            last = start
            guard file.suffix != ".beats.lab" else { continue }
            try #require(parts.count == 3)
            last = try #require(Double(parts[1]))
            #expect(last >= start)
        }
    }

    @Test func `every format has a name, a summary and endings of its own`() {
        let names = ExportFormats.all.map(\.name)
        #expect(Set(names).count == names.count)
        let suffixes = ExportFormats.all.flatMap(\.suffixes)
        #expect(Set(suffixes).count == suffixes.count)
        #expect(ExportFormats.all.allSatisfy { !$0.summary.isEmpty })
        #expect(ExportFormats.format(named: "midi")?.suffixes == [".mid"])
        #expect(ExportFormats.format(named: "mid") == nil)
    }

    @Test(arguments: ExportFormats.all) func `a format writes the same bytes again`(format: any ExportFormat) throws {
        #expect(try format.files(of: SampleSong.full.song) == format.files(of: SampleSong.full.song))
    }
}
