internal import Analysis
internal import AudioFiles
internal import DSP
internal import SystemPackage
internal import Tracks

/// Listens to the song and its stems, and makes sense of what it has heard.
struct AnalyseStage {
    let analyser: any TrackAnalyser
    let limits: AudioFile.Limits

    /// What is heard in the song.
    func features(
        _ input: FilePath, stems: [Stem: FilePath], progress: (Double) throws -> Void
    ) throws -> AnalysisFeatures {
        try Failpoint.pass(.stageAnalyse)
        let mix = try AudioFile.openForProcessing(path: input, limits: limits)
        var sources: [Stem: any AudioSource] = [:]
        for (stem, path) in stems where Stem.standard.contains(stem) {
            sources[stem] = try AudioFile.open(path: path, limits: limits)
        }
        // The analysis knows the four standard stems: what only some separators tell apart is other instruments to it.
        let further = try stems.filter { !Stem.standard.contains($0.key) }.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { try AudioFile.open(path: $0.value, limits: limits) }
        if let other = sources[.other], !further.isEmpty { sources[.other] = SummedSource(other, further) }
        return try analyser.features(mix: mix, stems: sources, progress: progress)
    }

    /// The analysis of what was heard, in agreement with the user's corrections.
    func analysis(
        of features: AnalysisFeatures, corrections: Corrections, progress: (Double) throws -> Void
    ) throws -> AnalysedSong {
        let analysis = try analyser.analysis(of: features, corrections: corrections, progress: progress)
        return AnalysedSong(tools: analyser.tools, analysis: analysis)
    }
}
