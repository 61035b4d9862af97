internal import Analysis
internal import AudioFiles
public import Catalogue
internal import FoundationEssentials
public import Library
internal import SystemPackage
internal import Tracks

/// Corrects songs of the library: makes sense anew of what was heard in them, in agreement with what the user has said.
///
/// The daemon may run beside it or not. What is slow is done beforehand; the entry is changed under the library's lock,
/// and only if it still is what it was.
public struct Correcting: Sendable {
    private let home: MusigenHome
    private let analyser: any TrackAnalyser

    /// For the library of a home.
    public init(home: MusigenHome, threadCount: Int, environment: [String: String]) {
        self.home = home
        analyser = Engines.analyser(threadCount: threadCount, environment: environment)
    }

    /// Corrects a song.
    ///
    /// - Parameters:
    ///   - id: identifier of the library entry.
    ///   - onProgress: told 0...1 where the audio has to be listened to again, which takes longer than a moment.
    /// - Throws: `CorrectionError`, or what catalogue or folder throw; then the song is as it was.
    public func run(
        _ request: CorrectionRequest, id: String, catalogue: Catalogue, onProgress: (Double) -> Void
    ) throws -> CorrectionOutcome {
        try CorrectionJournal(home).settle { sidecar, path in
            _ = try catalogue.renew(sidecar, libraryPath: path, event: nil)
        }
        for _ in 1...3 {
            if let outcome = try attempt(request, id: id, catalogue: catalogue, onProgress) { return outcome }
        }
        throw CorrectionError(.busy, "The song \(id) was changed again and again meanwhile; try once more.")
    }

    /// One attempt; `nil` where the entry was changed meanwhile.
    private func attempt(
        _ request: CorrectionRequest, id: String, catalogue: Catalogue, _ onProgress: (Double) -> Void
    ) throws -> CorrectionOutcome? {
        let library = LibraryIndex(home)
        let entry = library.path(of: id)
        let bytes = try SidecarFile.bytes(in: entry)
        let sidecar: TheorySidecar
        do {
            sidecar = try SidecarFile.decode(bytes)
        } catch {
            throw CorrectionError(.song, "theory.json of \(id) cannot be read (\(error)); run: musigen reprocess \(id)")
        }
        let corrections = try request.corrections(of: sidecar)
        let heard = try features(of: sidecar, in: library, id: id, onProgress)
        let analysis = try analyser.analysis(of: heard.features, corrections: corrections) { _ in }
        let renewed = SidecarAssembly.renewed(
            sidecar, analysis: analysis, corrections: corrections, tools: analyser.tools)
        let renewedBytes = try SidecarFile.encode(renewed)
        let outcome = CorrectionOutcome(
            from: sidecar, to: renewed, isChanged: renewedBytes != bytes, listenedAgainBecause: heard.reason)
        guard outcome.isChanged || heard.reason != nil else { return outcome }
        let change = SidecarChange(home: home, id: id, before: bytes, after: renewedBytes)
        let isDone = try LibraryLock.hold(home) {
            guard (try? SidecarFile.bytes(in: entry)) == bytes else { return false }
            if heard.reason != nil { try keep(heard.features, in: entry) }
            guard outcome.isChanged else { return true }
            try change.make {
                let event = NewEvent(kind: "corrected", message: outcome.summary, jobID: nil, trackID: id)
                return try catalogue.renew(renewed, libraryPath: "library/" + id, event: event)
            }
            return true
        }
        return isDone ? outcome : nil
    }

    /// What was heard in the song: kept, or, for the reason given, heard again.
    private func features(
        of sidecar: TheorySidecar, in library: LibraryIndex, id: String, _ onProgress: (Double) -> Void
    ) throws -> (features: AnalysisFeatures, reason: String?) {
        let reason: String
        do {
            let features = try KeptFeatures(analyser).read(in: library.path(of: id))
            if abs(features.durationSeconds - sidecar.track.durationSeconds) < 0.5 { return (features, nil) }
            reason = "The kept features are those of another song."
        } catch let error as FileSystemError where error.errno == .noSuchFileOrDirectory {
            reason = "No features were kept of the song."
        } catch {
            reason = "\(error)"
        }
        guard let original = try library.original(of: id) else {
            throw CorrectionError(
                .song, "\(reason) The original \(sidecar.track.fileName) is missing too; drop it again.")
        }
        let stage = AnalyseStage(analyser: analyser, limits: .init(maximumDurationSeconds: 86_400))
        let stems = sidecar.audioStems.mapValues { library.path(of: id).pushing(FilePath($0)) }
        do {
            return (try stage.features(original, stems: stems, progress: onProgress), reason)
        } catch let error as AudioFileError {
            throw CorrectionError(.song, "\(reason) The audio cannot be read (\(error)); run: musigen reprocess \(id)")
        }
    }

    private func keep(_ features: AnalysisFeatures, in entry: FilePath) throws {
        let temporary = home.staging.appending("features-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try KeptFeatures(analyser).write(features, to: temporary)
            try DurableFiles.rename(temporary, to: entry.appending(LibraryIndex.featuresName))
        } catch {
            DurableFiles.remove(temporary)
            throw error
        }
        try DurableFiles.syncDirectory(entry)
    }
}
