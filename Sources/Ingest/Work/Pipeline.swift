internal import Analysis
internal import AudioFiles
internal import FoundationEssentials
internal import Library
internal import Separation
internal import SystemPackage
internal import Tracks

/// A song's way through the stages. Results of finished stages are taken from the cache.
struct Pipeline {
    let specification: JobSpecification
    let engines: Engines

    private var cache: StageCache { StageCache(root: FilePath(specification.stageCache)) }
    private var input: FilePath { FilePath(specification.input) }
    private var limits: AudioFile.Limits {
        AudioFile.Limits(maximumDurationSeconds: specification.maximumDurationSeconds)
    }

    /// Runs what is missing. What `progress` throws ends the work.
    ///
    /// - Throws: `FailedStage` for every failure.
    func run(progress: (Stage, Double) throws -> Void) throws -> ProcessedSong {
        let decoded = try stage(.decode, progress) {
            try cache.result(at: path(.decode, []), as: DecodedSong.self) { _ in
                try DecodeStage(
                    limits: limits, minimumSeconds: specification.isTruncated ? specification.minimumPlayableSeconds : 0
                ).run(input) { try progress(.decode, $0) }
            }
        }
        if let taken = try takeOver(decoded, progress) { return taken }
        let separator = engines.separatorTool
        let separatedPath = path(
            .separate, [separator.version, separator.model, separator.modelSHA256 ?? "", specification.stemFormat])
        let separated = try stage(.separate, progress) {
            try cache.result(at: separatedPath, as: SeparatedSong.self) { directory in
                guard let format = SampleFormat(rawValue: specification.stemFormat) else {
                    throw StageFailure(
                        .environment, "There is no stem format \(specification.stemFormat).",
                        whatToDo: "Set stems.format to wav16, wav24, wav-float or flac.")
                }
                let stage = SeparateStage(
                    separator: try engines.separator(), format: format, threadCount: specification.threadCount,
                    limits: limits)
                return try stage.run(input, decoded, into: directory) {
                    try progress(.separate, $0)
                }
            }
        }
        let versions = engines.analyser.tools.sorted { $0.key < $1.key }.flatMap {
            [$0.key, $0.value.version, $0.value.model]
        }
        let analysed = try stage(.analyse, progress) {
            try cache.result(
                at: path(.analyse, versions + [separatedPath.lastComponent?.string ?? ""]), as: AnalysedSong.self
            ) { _ in
                try AnalyseStage(analyser: engines.analyser, limits: limits).run(
                    input, stems: separated.files.mapValues { separatedPath.appending($0) }
                ) { try progress(.analyse, $0) }
            }
        }
        return ProcessedSong(
            decoded: decoded, separated: separated, analysed: analysed, stemDirectory: separatedPath.string,
            sameAudioAs: nil)
    }

    private func path(_ stage: Stage, _ dependencies: [String]) -> FilePath {
        cache.path(
            sha256: specification.sha256, stage: stage,
            dependencies: [stage.rawValue, specification.sha256, DecodeStage.version] + dependencies)
    }

    /// One stage; its beginning is told, so that the supervisor knows what was running when something ends.
    private func stage<Value>(
        _ stage: Stage, _ progress: (Stage, Double) throws -> Void, _ work: () throws -> Value
    ) throws -> Value {
        do {
            try progress(stage, 0)
            return try work()
        } catch {
            throw FailedStage(stage: stage, failure: StageFailure(error, stage: stage))
        }
    }

    /// The results of a library entry with the same audio, if today's engines made them.
    private func takeOver(_ decoded: DecodedSong, _ progress: (Stage, Double) throws -> Void) throws -> ProcessedSong? {
        guard let entry = specification.sameAudioEntry.map({ FilePath($0) }), let id = specification.sameAudioID,
            let sidecar = try? SidecarFile.read(in: entry),
            sidecar.tools == engines.tools, sidecar.track.durationSeconds == decoded.durationSeconds
        else { return nil }
        let path = path(.separate, ["same audio as", id])
        let separated = try stage(.separate, progress) {
            try cache.result(at: path, as: SeparatedSong.self) { directory in
                var files: [Stem: String] = [:]
                for (stem, relative) in sidecar.audioStems {
                    let source = entry.pushing(FilePath(relative))
                    guard let name = source.lastComponent else { continue }
                    try DurableFiles.copy(source, to: directory.appending(name))
                    files[stem] = name.string
                }
                return SeparatedSong(
                    tool: engines.separatorTool, files: files, levels: sidecar.stemLevels,
                    residualDBFS: sidecar.separationResidualDBFS, clippedSampleCount: 0, frameCount: decoded.frameCount)
            }
        }
        var analysis = sidecar.analysis
        analysis.warnings = analysis.warnings.filter { $0.field != SidecarAssembly.laterField }
        return ProcessedSong(
            decoded: decoded, separated: separated,
            analysed: AnalysedSong(tools: engines.analyser.tools, analysis: analysis),
            stemDirectory: path.string, sameAudioAs: id)
    }
}

/// A failure with the stage it happened in.
struct FailedStage: Error {
    let stage: Stage
    let failure: StageFailure
}
