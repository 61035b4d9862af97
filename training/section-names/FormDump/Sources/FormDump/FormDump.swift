@testable import Analysis
import AudioFiles
import DSP
import FoundationEssentials
import Separation
import SystemPackage
import Tracks

/// Writes what the analysis of form sees of songs with known beats, for training and measuring it.
///
///     FormDump FOLDER_OF_SONGS OUTPUT
@main enum FormDump {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { return print("FormDump FOLDER_OF_SONGS OUTPUT") }
        let (songs, output) = (arguments[1], arguments[2])
        let names = try FileManager.default.contentsOfDirectory(atPath: songs).filter { $0.hasSuffix(".json") }
        for name in names.map({ String($0.dropLast(5)) }).sorted() {
            let target = URL(filePath: "\(output)/\(name).json")
            let files = ["mp3", "flac", "wav"].map { "\(songs)/\(name).\($0)" }
            guard !FileManager.default.fileExists(atPath: target.path),
                let file = files.first(where: { FileManager.default.fileExists(atPath: $0) })
            else { continue }
            let truth = try JSONDecoder().decode(
                KnownSong.self, from: Data(contentsOf: URL(filePath: "\(songs)/\(name).json")))
            try JSONEncoder().encode(SongDump(try features(FilePath(file)), truth: truth)).write(to: target)
            print(name)
        }
        let columns = ["lines": BoundaryEvidence.names, "letters": SectionLikeness.names, "singing": Singing.names]
        try JSONEncoder().encode(columns).write(to: URL(filePath: "\(output)/names"))
    }

    private static func features(_ song: FilePath) throws -> SongFeatures {
        let limits = AudioFile.Limits()
        let sinks: [Stem: BufferSink] = [.drums: BufferSink(), .bass: BufferSink(), .vocals: BufferSink()]
        try Separators.all.first?.separate(
            try AudioFile.openForProcessing(path: song, limits: limits), into: sinks, threadCount: 1
        ) { _ in }
        let stems = sinks.compactMapValues { $0.buffer.map { BufferSource($0) as any AudioSource } }
        return try FeatureExtraction(threadCount: 1).features(
            mix: try AudioFile.openForProcessing(path: song, limits: limits), stems: stems
        ) { _ in }
    }
}
