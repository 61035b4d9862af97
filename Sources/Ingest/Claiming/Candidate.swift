internal import AudioFiles
internal import Catalogue
internal import Library
internal import SystemPackage

/// A settled file with everything that must be known of it before it is moved.
struct Candidate: Sendable {
    let file: DroppedFile
    /// What it was while it was hashed.
    let status: FileStatus
    let intent: ClaimIntent

    /// Hashes a file; `nil` when it changed meanwhile (it then settles again).
    ///
    /// - Parameter heartbeat: called now and then, so that a long hash is not taken for a hang; may throw to stop.
    init?(_ file: DroppedFile, isTruncated: Bool, heartbeat: () throws -> Void) throws {
        let descriptor = try DurableFiles.open(
            file.path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        defer { try? descriptor.close() }
        let before = try FileStatus.of(descriptor, path: file.path)
        guard before.kind == .regular, case .mpegAudio(let audio) = try MPEGAudioInspection(of: descriptor) else {
            return nil
        }
        let hashes = try ContentHashes(of: descriptor, audioRange: audio.audioRange) { _ in try heartbeat() }
        guard try FileStatus.of(descriptor, path: file.path).isUnchanged(since: before) else { return nil }
        self.file = file
        status = before
        intent = ClaimIntent(
            kind: .analyse, inputName: DisplayName.of(file.name.bytes), inputNameBytes: file.name.bytes,
            sourceDirectory: file.directory.bytes, tags: file.tags, sha256: hashes.fileSHA256,
            audioSHA256: hashes.audioSHA256,
            sizeBytes: before.sizeBytes, durationEstimateSeconds: audio.estimatedDurationSeconds,
            isTruncated: isTruncated)
    }
}
