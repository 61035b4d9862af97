import Analysis
import ArgumentParser
import AudioFiles
import Checkpoints
import DSP
import FoundationEssentials
import Separation
import SystemPackage
import Tracks

/// Writes what the analysis' networks see of songs, for training them.
@main
struct TrainingInputsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training-inputs",
        abstract: "Write the inputs of the analysis' networks for a folder of songs with truth.")

    @Argument(help: "Folder with NAME.mp3 and NAME.json.", completion: .directory) var folder: String
    @Option(name: .shortAndLong, help: "Where NAME.safetensors goes.", completion: .directory) var output: String
    @Option(help: "Lists of cell boundaries: NAME.json of this folder holds [[seconds]].", completion: .directory)
    var grids: String
    @Option(help: "Threads.") var threads = 1

    func run() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: grids)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
        for name in names {
            let target = FilePath("\(output)/\(name).safetensors")
            let grid = try JSONDecoder().decode(
                [[Double]].self, from: Data(contentsOf: URL(filePath: "\(grids)/\(name).json")))
            guard !FileManager.default.fileExists(atPath: target.string) else { continue }
            let song = ["mp3", "flac", "wav"].map { "\(folder)/\(name).\($0)" }
                .first { FileManager.default.fileExists(atPath: $0) }
            guard let song else { continue }
            do {
                try write(FilePath(song), grids: grid, to: target)
                print(name)
            } catch {
                print("\(name): \(error)")
            }
        }
    }

    private func write(_ song: FilePath, grids: [[Double]], to target: FilePath) throws {
        let limits = AudioFile.Limits()
        let sinks: [Stem: BufferSink] = [.drums: BufferSink(), .bass: BufferSink(), .vocals: BufferSink()]
        guard let separator = Separators.all.first else { return }
        try separator.separate(
            try AudioFile.openForProcessing(path: song, limits: limits), into: sinks, threadCount: threads
        ) { _ in }
        var stems: [Stem: any AudioSource] = [:]
        for (stem, sink) in sinks { if let buffer = sink.buffer { stems[stem] = BufferSource(buffer) } }
        let inputs = try TrainingInputs(
            mix: try AudioFile.openForProcessing(path: song, limits: limits), stems: stems, grids: grids,
            threadCount: threads)
        var entries = [entry("rhythm", inputs.rhythm)]
        for index in grids.indices {
            entries.append(entry("notes.\(index)", inputs.notes[index]))
            entries.append(entry("levels.\(index)", inputs.levels[index]))
        }
        try SafetensorsWriter.write(entries, to: target)
    }

    private func entry(_ name: String, _ values: TrainingInputs.Values) -> SafetensorsWriter.Entry {
        SafetensorsWriter.Entry(name: name, shape: values.shape, halves: values.values)
    }
}
