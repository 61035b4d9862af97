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

    var cache: StageCache { StageCache(root: FilePath(specification.stageCache)) }
    var input: FilePath { FilePath(specification.input) }
    var limits: AudioFile.Limits {
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
        let hearing = Hearing(
            pipeline: self, stems: separated.files.mapValues { separatedPath.appending($0) },
            dependency: separatedPath.lastComponent?.string ?? "")
        let (analysed, featuresFile) = try stage(.analyse, progress) {
            try hearing.analysis { try progress(.analyse, $0) }
        }
        return ProcessedSong(
            decoded: decoded, separated: separated, analysed: analysed, stemDirectory: separatedPath.string,
            featuresFile: featuresFile?.string, corrections: specification.corrections, sameAudioAs: nil)
    }

    func path(_ stage: Stage, _ dependencies: [String]) -> FilePath {
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

    /// The results of a library entry with the same audio, if today's engines made them and they agree with the same
    /// corrections.
    private func takeOver(_ decoded: DecodedSong, _ progress: (Stage, Double) throws -> Void) throws -> ProcessedSong? {
        guard let entry = specification.sameAudioEntry.map({ FilePath($0) }), let id = specification.sameAudioID,
            let sidecar = try? SidecarFile.read(in: entry),
            sidecar.tools == engines.tools, sidecar.corrections == specification.corrections,
            sidecar.track.durationSeconds == decoded.durationSeconds
        else { return nil }
        let features = entry.appending(LibraryIndex.featuresName)
        if specification.keepsFeatures, (try? FileStatus.of(features)) ?? nil == nil { return nil }
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
                if specification.keepsFeatures {
                    try DurableFiles.copy(features, to: directory.appending(LibraryIndex.featuresName))
                }
                return SeparatedSong(
                    tool: engines.separatorTool, files: files, levels: sidecar.stemLevels,
                    residualDBFS: sidecar.separationResidualDBFS, clippedSampleCount: 0, frameCount: decoded.frameCount)
            }
        }
        let analysed = AnalysedSong(
            tools: engines.analyser.tools, analysis: SidecarAssembly.analysis(in: sidecar))
        return ProcessedSong(
            decoded: decoded, separated: separated, analysed: analysed, stemDirectory: path.string,
            featuresFile: specification.keepsFeatures ? path.appending(LibraryIndex.featuresName).string : nil,
            corrections: sidecar.corrections, sameAudioAs: id)
    }
}

/// A failure with the stage it happened in.
struct FailedStage: Error {
    let stage: Stage
    let failure: StageFailure
}
