internal import Analysis
internal import AudioFiles
internal import DSP
internal import SystemPackage
internal import Tracks

/// Analyses the song and its stems.
struct AnalyseStage {
    let analyser: any TrackAnalyser
    let limits: AudioFile.Limits

    func run(
        _ input: FilePath, stems: [Stem: FilePath], progress: (Double) throws -> Void
    ) throws -> AnalysedSong {
        try Failpoint.pass(.stageAnalyse)
        let mix = try AudioFile.openForProcessing(path: input, limits: limits)
        var sources: [Stem: any AudioSource] = [:]
        for (stem, path) in stems { sources[stem] = try AudioFile.open(path: path, limits: limits) }
        let analysis = try analyser.analyse(mix: mix, stems: sources, progress: progress)
        return AnalysedSong(tools: analyser.tools, analysis: analysis)
    }
}
