public import Catalogue
internal import Glibc
public import Library
public import Settings
internal import SystemPackage

/// Waits until everything that was dropped before now is done, failed, or waiting for something only the user can give.
public struct SyncBarrier: Sendable {
    /// How the waiting ended.
    public enum Outcome: Sendable, Equatable {
        /// Everything has its verdict.
        case settled
        /// Time is up; these are still on their way.
        case timedOut([String])
        /// Nobody works on these.
        case notRunning([String])
        /// The user has paused the queue.
        case paused([String])
    }

    private struct Key: Hashable {
        let path: FilePath
        let device: UInt64
        let inode: UInt64
    }

    private let home: MusigenHome
    private let folders: [WatchedFolder]

    /// A barrier for a home and its further folders.
    public init(home: MusigenHome, settings: Settings) {
        self.home = home
        folders = WatchedFolder.all(home: home, settings: settings)
    }

    /// Waits, at most `timeoutSeconds` where given.
    public func wait(catalogue: Catalogue, timeoutSeconds: Double?) async throws -> Outcome {
        let start = Vitals.now
        var dropped = Set(folders.flatMap { Self.droppedFiles(in: $0, $0.path, depth: 0) })
        var lastJob: Int64?
        var idleSince: Double?
        var settledSince: Double?
        while true {
            // Files first, jobs second: whatever has left the inbox by now has its job by then.
            dropped = dropped.filter { Self.isStillThere($0) }
            let open = try catalogue.jobs(in: [.claiming, .queued, .running, .publishing])
            let waiting = try catalogue.jobs(in: [.waiting])
            let patient = Set(
                waiting.filter { $0.sha256 == nil }.map {
                    FilePath(bytes: $0.sourceDirectory).bytes + [0x2F] + $0.inputNameBytes
                })
            let undecided = dropped.filter { !patient.contains($0.path.bytes) }
            // The jobs of files that have left the inbox exist by now: the intent is committed before the move.
            if undecided.isEmpty, lastJob == nil { lastJob = open.map(\.id).max() ?? 0 }
            let last = lastJob ?? .max
            let unfinished = open.filter { $0.id <= last }
            if undecided.isEmpty && unfinished.isEmpty {
                // A failed song is recorded a moment before its file is moved to where its owner looks for it.
                settledSince = settledSince ?? Vitals.now
                let mayStay = Set((open + waiting).map(\.id))
                let isMoving = claimedJobs().contains { !mayStay.contains($0) }
                if !isMoving || Vitals.now - (settledSince ?? 0) > 2 { return .settled }
            } else {
                settledSince = nil
            }
            let names = undecided.map { DisplayName.of($0.path) }.sorted() + unfinished.map(\.inputName)
            if HomeLock.holder(of: home) == nil {
                // A daemon that is being started anew takes the lock within moments.
                idleSince = idleSince ?? Vitals.now
                if Vitals.now - (idleSince ?? 0) > 2 { return .notRunning(names) }
            } else {
                idleSince = nil
            }
            // What was called off ends even while the queue is paused.
            let begins = unfinished.contains { $0.state != .queued || $0.cancelRequested }
            let isHeldUp = undecided.isEmpty && !unfinished.isEmpty && !begins
            if try FileStatus.of(home.pauseFlag) != nil, isHeldUp { return .paused(names) }
            if let timeoutSeconds, Vitals.now - start >= timeoutSeconds { return .timedOut(names) }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Numbers of the jobs whose files are still held.
    private func claimedJobs() -> [Int64] {
        ((try? DirectoryListing.names(in: home.claims)) ?? []).compactMap(ClaimStore.jobID(of:))
    }

    private static func droppedFiles(in folder: WatchedFolder, _ directory: FilePath, depth: Int) -> [Key] {
        guard depth <= WatchedFolder.maximumDepth, let listing = try? folder.list(directory) else { return [] }
        let paths = listing.files.map { directory.appending($0.name) } + listing.special.map(\.path)
        let keys = paths.compactMap { path in
            ((try? FileStatus.of(path)) ?? nil).map { Key(path: path, device: $0.device, inode: $0.inode) }
        }
        return keys + listing.folders.flatMap { droppedFiles(in: folder, $0, depth: depth + 1) }
    }

    private static func isStillThere(_ key: Key) -> Bool {
        guard let status = (try? FileStatus.of(key.path)) ?? nil else { return false }
        return status.device == key.device && status.inode == key.inode
    }
}
