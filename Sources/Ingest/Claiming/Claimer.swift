internal import Catalogue
internal import CLinux
internal import Library
internal import SystemPackage

/// Moves settled files out of the inbox, many at a time.
///
/// The order makes every crash harmless: the intent (with the name, byte for byte) is committed, then the files are
/// renamed, then both directories are synced, then the jobs are committed as queued. A batch shares its two
/// transactions and its directory syncs.
struct Claimer {
    /// What became of one file.
    enum Result {
        case queued(jobID: Int64)
        case duplicate(of: String, trackID: String?, jobID: Int64?)
        /// It changed in the last moment, or went away; it will be looked at again.
        case left
        /// It could not be moved.
        case blocked(FileSystemError)
    }

    let home: MusigenHome
    let claims: ClaimStore

    /// Claims a batch. `persist` runs a catalogue operation and waits while the catalogue is locked or the disk full.
    func claim(
        _ candidates: [Candidate], catalogue: Catalogue, persist: CataloguePatience
    ) throws -> [(Candidate, Result)] {
        guard !candidates.isEmpty else { return [] }
        let intents = candidates.map(\.intent)
        let outcomes = try persist { () throws(CatalogueError) in try catalogue.recordIntents(intents) }
        try Failpoint.pass(.claimIntents)
        var results: [(Candidate, Result)] = []
        var confirmed: [Int64] = []
        var abandoned: [Int64] = []
        var duplicates: [(Candidate, ClaimOutcome)] = []
        for (candidate, outcome) in zip(candidates, outcomes) {
            guard case .claim(let jobID) = outcome else {
                duplicates.append((candidate, outcome))
                continue
            }
            switch move(candidate, jobID: jobID) {
            case .success(true):
                confirmed.append(jobID)
                results.append((candidate, .queued(jobID: jobID)))
            case .success(false):
                abandoned.append(jobID)
                results.append((candidate, .left))
            case .failure(let error):
                abandoned.append(jobID)
                results.append((candidate, .blocked(error)))
            }
            try Failpoint.pass(.claimRename)
        }
        try DurableFiles.syncDirectory(home.claims)
        for directory in Set(candidates.map(\.file.directory)) { try? DurableFiles.syncDirectory(directory) }
        try Failpoint.pass(.claimSync)
        let (toConfirm, toAbandon) = (confirmed, abandoned)
        if !toConfirm.isEmpty { try persist { () throws(CatalogueError) in try catalogue.confirmClaims(toConfirm) } }
        if !toAbandon.isEmpty { try persist { () throws(CatalogueError) in try catalogue.abandonClaims(toAbandon) } }
        try Failpoint.pass(.claimConfirm)
        for (candidate, outcome) in duplicates {
            results.append((candidate, try settleDuplicate(candidate, outcome, catalogue: catalogue, persist: persist)))
        }
        return results
    }

    /// Moves one file; `false` when it is not what was hashed any more.
    private func move(_ candidate: Candidate, jobID: Int64) -> Swift.Result<Bool, FileSystemError> {
        let path = candidate.file.path
        let target = claims.path(jobID: jobID, sha256: candidate.intent.sha256)
        do throws(FileSystemError) {
            do throws(FileSystemError) {
                try DurableFiles.renameWithoutReplacing(path, to: target)
            } catch  where error.errno == .improperLink {
                return .success(try moveAcrossFileSystems(candidate, to: target))
            } catch  where error.errno == .noSuchFileOrDirectory {
                return .success(false)
            }
            // Whoever replaced the file between hash and rename gets it back.
            if let status = try FileStatus.of(target), status.isUnchanged(since: candidate.status) {
                return .success(true)
            }
            try DurableFiles.renameWithoutReplacing(target, to: path)
            return .success(false)
        } catch {
            return .failure(error)
        }
    }

    /// Copy, sync, comparison, removal: the file is never without a whole copy.
    private func moveAcrossFileSystems(
        _ candidate: Candidate, to target: FilePath
    ) throws(FileSystemError) -> Bool {
        try DurableFiles.copy(candidate.file.path, to: target)
        let isEqual = try DurableFiles.haveEqualContents(candidate.file.path, target)
        let status = try FileStatus.of(candidate.file.path)
        guard isEqual, status?.isUnchanged(since: candidate.status) == true else {
            DurableFiles.remove(target)
            return false
        }
        try DurableFiles.syncDirectory(home.claims)
        DurableFiles.remove(candidate.file.path)
        return true
    }

    /// A duplicate is removed only once its bytes equal the original's.
    private func settleDuplicate(
        _ candidate: Candidate, _ outcome: ClaimOutcome, catalogue: Catalogue, persist: CataloguePatience
    ) throws -> Result {
        let path = candidate.file.path
        var original: FilePath?
        var (trackID, jobID): (String?, Int64?) = (nil, nil)
        switch outcome {
        case .claim(let id):
            return .queued(jobID: id)
        case .duplicateOfTrack(let id):
            trackID = id
            original = (try? LibraryIndex(home).original(of: id)) ?? nil
        case .duplicateOfJob(let id):
            jobID = id
            if let job = try persist({ () throws(CatalogueError) in try catalogue.job(id) }) {
                original = claims.path(of: job)
            }
        }
        do throws(FileSystemError) {
            guard let original, try DurableFiles.haveEqualContents(path, original) else {
                return .blocked(
                    FileSystemError("comparison with the copy in the library", path, .noSuchFileOrDirectory))
            }
            DurableFiles.remove(path)
            return .duplicate(of: trackID ?? "job \(jobID ?? 0)", trackID: trackID, jobID: jobID)
        } catch {
            return .blocked(error)
        }
    }
}
