internal import Catalogue
internal import Library
internal import SystemPackage

extension Supervisor {
    /// A stage that was running at so many deaths of the supervisor in a row is taken for their cause.
    private static let interruptionLimit = 3

    /// Brings folders and catalogue back into agreement after whatever ended the last run.
    func recover() throws {
        try Failpoint.pass(.recover)
        try settleIntents()
        try settlePublications()
        try settleInterruptedWork()
        try settleClaims()
        try forgetLostWaiting()
        try settleCorrections()
        try LibraryLock.holdIfFree(home) { try removeLeftovers() }
        try reindexEmptyCatalogue()
    }

    /// Files whose intent was committed: moved already, or still in the inbox.
    private func settleIntents() throws {
        let jobs = try persist { [catalogue] () throws(CatalogueError) in try catalogue.jobs(in: [.claiming]) }
        let moved = jobs.filter { claims.holdsFile(of: $0) }.map(\.id)
        let unmoved = jobs.filter { !claims.holdsFile(of: $0) }.map(\.id)
        try DurableFiles.syncDirectory(home.claims)
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.confirmClaims(moved) }
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.abandonClaims(unmoved) }
    }

    private func settlePublications() throws {
        let jobs = try persist { [catalogue] () throws(CatalogueError) in try catalogue.jobs(in: [.publishing]) }
        for job in jobs where try !publisher.finishInterrupted(job) {
            try persist { [catalogue] () throws(CatalogueError) in
                try catalogue.requeue(job.id, reason: nil, notBefore: nil, refundAttempt: true)
            }
        }
    }

    private func settleInterruptedWork() throws {
        let jobs = try persist { [catalogue] () throws(CatalogueError) in try catalogue.recoverInterrupted() }
        for job in jobs where job.interruptions >= Self.interruptionLimit {
            let stage = job.interruptedStage ?? "decode"
            try giveUp(
                job, reason: "The appliance ended \(job.interruptions) times in a row during the stage \(stage).",
                whatToDo:
                    "If the machine ran out of memory, lower workers.count; then move the file back into the inbox.")
        }
    }

    /// Every file in `.work/claims` belongs to a job that is still to come, or goes where it should be.
    private func settleClaims() throws {
        for name in try DirectoryListing.names(in: home.claims) {
            let path = home.claims.appending(name)
            let id = ClaimStore.jobID(of: name)
            let job = try id.flatMap { id in
                try persist { [catalogue] () throws(CatalogueError) in try catalogue.job(id) }
            }
            guard let job, claims.path(of: job) == path else {
                // The catalogue knows nothing of it (it was removed, perhaps): back to where it came from.
                let target = home.inbox.appending("recovered-\(name.string).mp3")
                try DurableFiles.renameWithoutReplacing(path, to: target)
                try record(
                    "recovered",
                    "A claimed file without a job was put back into the inbox as \(target.lastComponent?.string ?? "")."
                )
                continue
            }
            switch job.state {
            case .done: try removeIfPublished(path, job)
            case .failed, .cancelled:
                handBack(
                    job, reason: job.reason ?? "failed", whatToDo: "Move the file back into the inbox to try again.")
            case .claiming, .queued, .running, .publishing, .waiting: continue
            }
        }
    }

    /// The claim of a finished job is removed only once the library has its bytes.
    private func removeIfPublished(_ path: FilePath, _ job: Job) throws {
        guard let id = job.trackID, let original = try? LibraryIndex(home).original(of: id),
            try DurableFiles.haveEqualContents(path, original)
        else {
            let target = home.inbox.appending("recovered-\(path.lastComponent?.string ?? "file").mp3")
            try DurableFiles.renameWithoutReplacing(path, to: target)
            return
        }
        DurableFiles.remove(path)
    }

    private func forgetLostWaiting() throws {
        let jobs = try persist { [catalogue] () throws(CatalogueError) in try catalogue.jobs(in: [.waiting]) }
        for job in jobs where job.sha256 == nil {
            guard let name = FilePath.Component(bytes: job.inputNameBytes) else { continue }
            if try FileStatus.of(FilePath(bytes: job.sourceDirectory).appending(name)) != nil { continue }
            try persist { [catalogue] () throws(CatalogueError) in
                try catalogue.endWaiting(sourceDirectory: job.sourceDirectory, inputNameBytes: job.inputNameBytes)
            }
        }
    }

    /// Corrections whose command was killed before the catalogue agreed with the sidecar.
    func settleCorrections() throws {
        try CorrectionJournal(home).settle { sidecar, path in
            try persist { [catalogue] () throws(CatalogueError) in
                _ = try catalogue.renew(sidecar, libraryPath: path, event: nil)
            }
        }
    }

    /// Directories half put together, and stage results of songs that are not on their way any more.
    private func removeLeftovers() throws {
        for name in try DirectoryListing.names(in: home.staging) {
            try DurableFiles.removeTree(home.staging.appending(name))
        }
        let open = try persist { [catalogue] () throws(CatalogueError) in
            try catalogue.jobs(in: [.queued, .running, .publishing, .waiting])
        }
        let wanted = Set(open.compactMap { $0.sha256.map { String($0.prefix(32)) } })
        for name in try DirectoryListing.names(in: home.stageCache) where !wanted.contains(name.string) {
            try DurableFiles.removeTree(home.stageCache.appending(name))
        }
        for directory in wanted {
            let path = home.stageCache.appending(directory)
            guard try FileStatus.of(path) != nil else { continue }
            for name in try DirectoryListing.names(in: path) where name.string.contains(".tmp-") {
                try DurableFiles.removeTree(path.appending(name))
            }
        }
    }

    /// Sidecars are the truth: a catalogue that was lost is made anew.
    private func reindexEmptyCatalogue() throws {
        let known = try persist { [catalogue] () throws(CatalogueError) in try catalogue.allTrackIDs() }
        guard known.isEmpty else { return }
        let count = try Reindexing(home: home).run(into: catalogue).indexed
        if count > 0 {
            try record("reindexed", "The catalogue was empty; \(count) songs of the library were indexed again.")
        }
    }
}
