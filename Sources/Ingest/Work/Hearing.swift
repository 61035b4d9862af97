internal import Analysis
internal import Library
internal import SystemPackage
internal import Tracks

/// The analyse stage with what it keeps: what was heard and what was made of it are results of their own, so that after
/// a user's correction a song need not be listened to again.
struct Hearing {
    let pipeline: Pipeline
    let stems: [Stem: FilePath]
    /// What the stems depend on.
    let dependency: String

    /// Share of the stage's time that goes into listening.
    private static let listeningShare = 0.8

    /// The analysis, and the file of features where it is wanted.
    func analysis(progress: (Double) throws -> Void) throws -> (AnalysedSong, featuresFile: FilePath?) {
        var heard: AnalysisFeatures?
        if isKept { heard = try keep(progress) }
        let analysed = try pipeline.cache.result(at: analysisPath, as: AnalysedSong.self) { _ in
            let features = try heard ?? listen(progress)
            return try stage.analysis(of: features, corrections: pipeline.specification.corrections) {
                try progress(Self.listeningShare + (1 - Self.listeningShare) * $0)
            }
        }
        return (analysed, isKept ? featuresPath.appending(LibraryIndex.featuresName) : nil)
    }

    private var isKept: Bool { pipeline.specification.keepsFeatures }
    private var stage: AnalyseStage { AnalyseStage(analyser: pipeline.engines.analyser, limits: pipeline.limits) }
    private var kept: KeptFeatures { KeptFeatures(pipeline.engines.analyser) }

    private var featuresPath: FilePath {
        pipeline.path(.analyse, ["features", kept.tool.version, kept.tool.model, dependency])
    }

    private var analysisPath: FilePath {
        let versions = pipeline.engines.analyser.tools.sorted { $0.key < $1.key }.flatMap {
            [$0.key, $0.value.version, $0.value.model]
        }
        let corrections = pipeline.specification.corrections
        let said = [
            corrections.bpm.map { "\($0)" } ?? "", "\(corrections.downbeatSeconds)", corrections.key ?? "",
            corrections.timeSignature ?? "",
        ]
        return pipeline.path(.analyse, versions + said + [dependency])
    }

    private func listen(_ progress: (Double) throws -> Void) throws -> AnalysisFeatures {
        try stage.features(pipeline.input, stems: stems) { try progress(Self.listeningShare * $0) }
    }

    /// What was heard, kept; from an earlier attempt where it can be read.
    private func keep(_ progress: (Double) throws -> Void) throws -> AnalysisFeatures {
        if let features = try? kept.read(in: featuresPath) { return features }
        try DurableFiles.removeTree(featuresPath)
        var heard: AnalysisFeatures?
        _ = try pipeline.cache.result(at: featuresPath, as: HeardSong.self) { directory in
            let features = try listen(progress)
            try kept.write(features, to: directory.appending(LibraryIndex.featuresName))
            heard = features
            return HeardSong(tool: kept.tool)
        }
        // Another worker may have been first.
        return try heard ?? kept.read(in: featuresPath)
    }
}
