import ArgumentParser
import Evaluation
import Glibc
import Ingest
import Library
import SystemPackage
import Tracks

struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare analyses of songs with the truth.",
        discussion: """
            DIR holds one NAME.json per song: name, duration, bpm, is_constant_tempo, meter, time_signature, keys
            ([[start, "C major"]]), beats, downbeats, chords ([[start, end, Harte]]), sections ([[start, end, label]])
            and letters, in seconds, each where it is known; or one folder per song with beats.txt (lines of seconds and
            place in the bar) and mixture.mp3.

            The analysis of a song is NAME.theory.json or NAME/theory.json, in DIR or where --estimates says; there it
            may also be what `musigen analyze --output` wrote, or NAME.json with other analysers' results: tempo, beats,
            downbeats, key, chords, segments (starts of sections). Where DIR has no analysis, NAME.mp3 is analysed.
            """,
        shouldDisplay: false)

    @OptionGroup var options: HomeOptions
    @Argument(help: "The songs and their truth.", completion: .directory) var directory: String
    @Option(help: "Where the analyses are, if not beside the truth.", completion: .directory) var estimates: String?
    @Option(
        name: .shortAndLong, help: "Where analyses of audio are kept (default: nowhere).", completion: .directory)
    var output: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let folder = MusigenHome.absolute(directory)
        let found = try EvaluateSongs.find(in: folder)
        for note in found.notes { StandardError.write("musigen: \(note)") }
        guard !found.songs.isEmpty else {
            throw CommandFailure(
                .noInput, "There is no truth in \(directory); it needs NAME.json files, see: musigen help evaluate")
        }
        var search = try EvaluateEstimates(
            folder: estimates.map(MusigenHome.absolute) ?? folder, isOwn: estimates != nil)
        var report = EvaluateReport()
        for song in found.songs {
            do {
                let estimate = try await estimate(of: song, &search)
                report.songs.append(try SongEvaluation(truth: song.truth, estimate: estimate))
            } catch {
                StandardError.write("musigen: \(song.truth.name): \(error)")
                report.skipped.append(.init(name: song.truth.name, reason: "\(error)"))
            }
        }
        if json { try JSONText.print(report.file) } else { print(report.text) }
        guard report.skipped.isEmpty else { throw ExitCode(ExitStatus.dataError.rawValue) }
    }

    private func estimate(of song: EvaluateSongs.Song, _ search: inout EvaluateEstimates) async throws -> SongEstimate {
        if let estimate = try search.estimate(named: song.truth.name) { return estimate }
        guard estimates == nil, let audio = song.audio else {
            throw CommandFailure(
                .noInput,
                "There is no analysis of it in \(estimates ?? directory) (NAME.theory.json, NAME/theory.json).")
        }
        return try SongEstimate(try await analysis(of: audio, name: song.truth.name))
    }

    /// Analyses a recording as `musigen analyze` does.
    private func analysis(of audio: FilePath, name: String) async throws -> TrackAnalysis {
        let analysis = StandaloneAnalysis(
            home: options.musigenHome, settings: try await options.settings(), environment: options.environment)
        let scratch = FilePath(options.environment["TMPDIR"] ?? "/tmp").appending("musigen-evaluate-\(getpid())")
        let target = output.map(MusigenHome.absolute) ?? scratch
        defer { try? DurableFiles.removeTree(scratch) }
        let bar = ProgressBar(name)
        defer { bar.clear() }
        let result = try await analysis.run(audio, output: target, copyOriginal: false) { stage, fraction in
            bar.show(fraction, stage.rawValue)
        }
        return try SidecarFile.read(in: result).analysis
    }
}
