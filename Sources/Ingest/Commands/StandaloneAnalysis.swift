internal import AudioFiles
internal import FoundationEssentials
internal import Glibc
public import Library
public import Settings
public import SystemPackage
internal import Tracks

/// The same pipeline without daemon and catalogue: one file in, one directory out.
public struct StandaloneAnalysis: Sendable {
    private let home: MusigenHome
    private let settings: Settings
    private let environment: [String: String]

    /// A pipeline with these settings.
    ///
    /// - Parameter home: where models are installed; it need not exist, and nothing is written to it.
    public init(home: MusigenHome, settings: Settings, environment: [String: String]) {
        self.home = home
        self.settings = settings
        self.environment = environment
    }

    /// Analyses a file in a worker process of its own.
    ///
    /// - Parameters:
    ///   - output: directory in which the song's directory appears, whole, by one rename.
    ///   - copyOriginal: whether the original is put beside its stems.
    ///   - keepFeatures: whether what was heard in the song is put there too.
    ///   - onProgress: name of the stage and progress over all stages, 0...1.
    /// - Returns: the song's directory.
    /// - Throws: `StandaloneFailure`.
    public func run(
        _ file: FilePath, output: FilePath, copyOriginal: Bool, keepFeatures: Bool = false,
        onProgress: @escaping @Sendable (Stage, Double) -> Void
    ) async throws(StandaloneFailure) -> FilePath {
        do {
            return try await analyse(
                file, output: output, copyOriginal: copyOriginal, keepFeatures: keepFeatures, onProgress: onProgress)
        } catch let failure as StandaloneFailure {
            throw failure
        } catch let error as FileSystemError {
            throw StandaloneFailure(isFilesFault: false, "\(error)")
        } catch {
            throw StandaloneFailure(isFilesFault: true, "\(error)")
        }
    }

    private func analyse(
        _ file: FilePath, output: FilePath, copyOriginal: Bool, keepFeatures: Bool,
        onProgress: @escaping @Sendable (Stage, Double) -> Void
    ) async throws -> FilePath {
        try DurableFiles.makeDirectory(output)
        let descriptor = try DurableFiles.open(file, .readOnly, options: [.closeOnExec])
        defer { try? descriptor.close() }
        let inspection = try MPEGAudioInspection(of: descriptor)
        guard case .mpegAudio(let audio) = inspection else {
            throw StandaloneFailure(isFilesFault: true, inspection.description)
        }
        let hashes = try ContentHashes(of: descriptor, audioRange: audio.audioRange)
        let choice = try SeparatorChoice.forCommand(settings, home: home)
        try checkSpace(seconds: audio.estimatedDurationSeconds, stemCount: choice.stems.count, at: output)
        let work = output.appending(".musigen-\(getpid())-\(hashes.fileSHA256.prefix(8))")
        defer { try? DurableFiles.removeTree(work) }
        try DurableFiles.removeTree(work)
        try DurableFiles.makeDirectory(work, isPrivate: true)
        let threadCount = settings.threadCount(coreCount: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let engines = Engines(choice, threadCount: threadCount, environment: environment)
        var isTruncated = false
        if case .truncated = audio.completeness { isTruncated = true }
        let specification = JobSpecification(
            input: file.string, sha256: hashes.fileSHA256, audioSHA256: hashes.audioSHA256, isTruncated: isTruncated,
            stageCache: work.string, separator: choice, stemFormat: settings.stemFormat,
            threadCount: threadCount, maximumDurationSeconds: Double(settings.maximumDurationMinutes) * 60,
            minimumPlayableSeconds: Double(settings.minimumPlayableSeconds), niceness: settings.workerNiceness,
            memoryLimitBytes: choice.memoryLimitBytes(settings, threadCount: threadCount), corrections: Corrections(),
            keepsFeatures: keepFeatures, sameAudioEntry: nil, sameAudioID: nil)
        let outcome = await WorkerProcess(silenceLimit: .seconds(settings.workerSilenceSeconds))
            .run(specification) { stage, fraction in
                onProgress(stage, stage.overall(fraction))
                return true
            }
        switch outcome {
        case .finished(let song):
            return try publish(
                song, of: file, hashes: hashes, isTruncated: isTruncated, tools: engines.tools, work: work,
                output: output, copyOriginal: copyOriginal)
        case .failed(_, let failure):
            // No song waits here.
            let advice = failure.kind == .missing ? "" : " \(failure.whatToDo)"
            throw StandaloneFailure(isFilesFault: failure.kind == .permanent, failure.reason + advice)
        case .crashed(_, let how):
            throw StandaloneFailure(isFilesFault: true, "The worker process ended: \(how). The file may be damaged.")
        case .cancelled:
            throw StandaloneFailure(isFilesFault: false, "Cancelled.")
        }
    }

    private func checkSpace(seconds: Double, stemCount: Int, at output: FilePath) throws {
        let forecast = DiskForecast(durationSeconds: seconds, stemFormat: settings.stemFormat, stemCount: stemCount)
        if let shortage = forecast.shortage(
            freeBytes: try DiskSpace.freeBytes(at: output), reserveBytes: Int64(settings.diskReserveMiB) << 20)
        {
            throw StandaloneFailure(isFilesFault: false, "\(shortage). Make room, or lower disk.reserve_mib.")
        }
    }

    private func publish(
        _ song: ProcessedSong, of file: FilePath, hashes: ContentHashes, isTruncated: Bool,
        tools: [String: ToolDescription], work: FilePath, output: FilePath, copyOriginal: Bool
    ) throws -> FilePath {
        let name = file.lastComponent ?? FilePath.Component("original.mp3")
        let id = TrackID.make(
            artist: song.decoded.artist, title: song.decoded.title, fileName: DisplayName.of(name.bytes),
            sha256: hashes.fileSHA256)
        let staging = work.appending("out")
        try DurableFiles.makeDirectory(staging)
        try DurableFiles.makeDirectory(staging.appending("stems"))
        for name in song.separated.files.values {
            try DurableFiles.rename(
                FilePath(song.stemDirectory).appending(name), to: staging.appending("stems").appending(name))
        }
        try DurableFiles.syncDirectory(staging.appending("stems"))
        if let features = song.featuresFile {
            try DurableFiles.rename(FilePath(features), to: staging.appending(LibraryIndex.featuresName))
        }
        if copyOriginal { try DurableFiles.copy(file, to: staging.appending(name)) }
        let sidecar = SidecarAssembly.sidecar(
            id: id, sha256: hashes.fileSHA256, audioSHA256: hashes.audioSHA256, fileName: DisplayName.of(name.bytes),
            tags: [], isTruncated: isTruncated, song: song, tools: tools, addedAt: nil)
        try DurableFiles.writeNew(try SidecarFile.encode(sidecar), to: staging.appending(SidecarFile.name))
        try DerivedFiles(of: sidecar).write(into: staging)
        try DurableFiles.syncDirectory(staging)
        let target = output.appending(id)
        // The same file again: the newer result takes the place of the older.
        try DurableFiles.renameOrExchange(staging, to: target)
        try DurableFiles.syncDirectory(output)
        return target
    }
}

/// Why a command on one file failed.
public struct StandaloneFailure: Error, CustomStringConvertible, Sendable {
    /// Whether the file itself is at fault, and not the disk, the settings or the machine.
    public let isFilesFault: Bool
    /// What was seen and what to do.
    public let description: String

    init(isFilesFault: Bool, _ description: String) {
        self.isFilesFault = isFilesFault
        self.description = description
    }
}
