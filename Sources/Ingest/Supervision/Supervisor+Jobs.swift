internal import Catalogue
internal import FoundationEssentials
internal import Glibc
internal import Library
internal import Logging
internal import Settings
internal import SystemPackage
internal import Tracks

extension Supervisor {
    /// Takes jobs from the queue as long as there are free workers and room on the disk.
    func beginJobs(now: Double) throws -> [(Job, JobSpecification)] {
        var jobs: [(Job, JobSpecification)] = []
        while running.count < settings.workerCount, now >= noStartBefore, !isPausedByUser {
            let next = try persist { [catalogue] () throws(CatalogueError) in
                try catalogue.startNext(kind: .analyse, now: .now)
            }
            guard let job = next else { break }
            try Failpoint.pass(.workStart)
            if let begun = try begin(job, now: now) { jobs.append(begun) }
        }
        return jobs
    }

    private var isPausedByUser: Bool { ((try? FileStatus.of(home.pauseFlag)) ?? nil) != nil }

    private func begin(_ job: Job, now: Double) throws -> (Job, JobSpecification)? {
        let input: FilePath
        do {
            input = try publisher.originalPath(of: job)
        } catch {
            try giveUp(
                job, reason: "The claimed file has vanished from .work/claims.", whatToDo: "Drop the file again.")
            return nil
        }
        let choice: SeparatorChoice
        do {
            choice = try SeparatorChoice(settings, store: models)
        } catch {
            try waitForUser(job, reason: "\(error.reason) \(error.whatToDo)")
            return nil
        }
        if let shortage = shortage(for: job, stemCount: choice.stems.count) {
            try pauseForEnvironment(job, reason: shortage)
            return nil
        }
        let threadCount = settings.threadCount(coreCount: Self.coreCount)
        let engines = Engines(choice, threadCount: threadCount, environment: environment)
        let twin = try sameAudio(as: job)
        let specification = JobSpecification(
            input: input.string, sha256: job.sha256 ?? "", audioSHA256: job.audioSHA256 ?? "",
            isTruncated: job.isTruncated, stageCache: home.stageCache.string, separator: choice,
            stemFormat: settings.stemFormat, threadCount: threadCount,
            maximumDurationSeconds: Double(settings.maximumDurationMinutes) * 60,
            minimumPlayableSeconds: Double(settings.minimumPlayableSeconds), niceness: settings.workerNiceness,
            memoryLimitBytes: choice.memoryLimitBytes(settings, threadCount: threadCount),
            corrections: corrections(for: job, twin: twin), keepsFeatures: true,
            sameAudioEntry: twin.map { home.library.appending($0).string }, sameAudioID: twin)
        running[job.id] = RunningJob(job: job, stage: .decode, fraction: 0, lastReport: now, tools: engines.tools)
        logger.info("begun", metadata: ["file": "\(job.inputName)", "job": "\(job.id)", "attempt": "\(job.attempts)"])
        return (job, specification)
    }

    /// What the user has said about the song, or else about one with the same audio.
    private func corrections(for job: Job, twin: String?) -> Corrections {
        if job.trackID != nil { return publisher.corrections(of: job) }
        return twin.flatMap { try? LibraryIndex(home).sidecar(of: $0).corrections } ?? Corrections()
    }

    /// A finished track with the same audio under other tags.
    private func sameAudio(as job: Job) throws -> String? {
        guard let hash = job.audioSHA256 else { return nil }
        let track = try persist { [catalogue] () throws(CatalogueError) in try catalogue.track(audioSHA256: hash) }
        return track.map(\.id).flatMap { $0 == job.trackID ? nil : $0 }
    }

    private func shortage(for job: Job, stemCount: Int) -> String? {
        guard let free = try? DiskSpace.freeBytes(at: home.work) else { return nil }
        let forecast = DiskForecast(
            durationSeconds: job.durationEstimateSeconds ?? 300, stemFormat: settings.stemFormat, stemCount: stemCount)
        return forecast.shortage(freeBytes: free, reserveBytes: Int64(settings.diskReserveMiB) << 20)
    }

    private static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Has a worker process do a job, off this actor, and deals with how it ended.
    nonisolated func work(on job: Job, _ specification: JobSpecification) async throws {
        let silence = await settings.workerSilenceSeconds
        let outcome = await WorkerProcess(silenceLimit: .seconds(silence)).run(specification) { stage, fraction in
            await self.progress(of: job.id, stage, fraction)
        }
        try await ended(job, outcome)
        wakeUp()
    }

    /// Notes progress; `false` when the job is not wanted any more.
    private func progress(of jobID: Int64, _ stage: Stage, _ fraction: Double) -> Bool {
        guard let known = running[jobID] else { return false }
        running[jobID]?.fraction = fraction
        running[jobID]?.stage = stage
        // Each report is a durable transaction, so not every percent is worth one.
        guard stage != known.stage || Vitals.now - known.lastReport > 2 else { return !known.isCancelled }
        running[jobID]?.lastReport = Vitals.now
        let isCancelled = try? catalogue.reportProgress(jobID, stage: stage.rawValue, progress: stage.overall(fraction))
        if isCancelled == true { running[jobID]?.isCancelled = true }
        return running[jobID]?.isCancelled != true
    }

    private func ended(_ job: Job, _ outcome: WorkerProcess.Outcome) throws {
        let state = running.removeValue(forKey: job.id)
        let policy = RetryPolicy(settings: settings)
        switch outcome {
        case .finished(let song):
            try publish(job, song, tools: state?.tools ?? [:])
        case .failed(let stage, let failure):
            switch failure.kind {
            case .permanent: try giveUp(job, reason: failure.reason, whatToDo: failure.whatToDo)
            case .environment: try pauseForEnvironment(job, reason: failure.reason)
            case .missing: try waitForUser(job, reason: "\(failure.reason) \(failure.whatToDo)")
            case .transient:
                try retry(
                    job, policy.afterTransient(attempts: job.attempts), "\(stage.rawValue): \(failure.reason)",
                    failure.whatToDo)
            }
        case .crashed(let stage, let how):
            let place = stage.map { " during the stage \($0.rawValue)" } ?? ""
            try retry(
                job, policy.afterCrash(attempts: job.attempts), "The worker process ended\(place): \(how).",
                "The file may be damaged. Check that it plays, convert it to MP3 again and drop that file.")
        case .cancelled where state?.isCancelled == true:
            try cancel(job)
        case .cancelled:
            try persist { [catalogue] () throws(CatalogueError) in
                try catalogue.requeue(job.id, reason: nil, notBefore: nil, refundAttempt: true)
            }
        }
    }

    private func publish(_ job: Job, _ song: ProcessedSong, tools: [String: ToolDescription]) throws {
        do {
            let id = try publisher.publish(job, song: song, tools: tools)
            logger.notice("done", metadata: ["file": "\(job.inputName)", "track": "\(id)"])
        } catch let meanwhile as Publisher.CorrectedMeanwhile {
            // The job learns which entry it is for, and so finds the corrections when it is begun again.
            try persist { [catalogue] () throws(CatalogueError) in
                try catalogue.beginPublishing(job.id, trackID: meanwhile.id, manifest: "")
                try catalogue.requeue(
                    job.id, reason: "The song was corrected meanwhile.", notBefore: nil, refundAttempt: true)
            }
        } catch let error as FileSystemError {
            if error.isEnvironmental {
                try pauseForEnvironment(job, reason: "\(error)")
            } else {
                try retry(
                    job, RetryPolicy(settings: settings).afterTransient(attempts: job.attempts), "publish: \(error)",
                    "Check the disk, then drop the file again.")
            }
        }
    }

    private func retry(_ job: Job, _ decision: RetryPolicy.Decision, _ reason: String, _ whatToDo: String) throws {
        guard case .retry(let seconds) = decision else {
            try giveUp(job, reason: "\(reason) Given up after \(job.attempts) attempts.", whatToDo: whatToDo)
            return
        }
        logger.warning("will be tried again", metadata: ["file": "\(job.inputName)", "reason": "\(reason)"])
        try persist { [catalogue] () throws(CatalogueError) in
            try catalogue.requeue(
                job.id, reason: reason, notBefore: Date.now.addingTimeInterval(seconds), refundAttempt: false)
        }
    }

    /// Something outside the song is at fault: the queue pauses and no attempt is spent.
    private func pauseForEnvironment(_ job: Job, reason: String) throws {
        noStartBefore = Vitals.now + 10
        if job.reason != reason {
            logger.warning("paused", metadata: ["file": "\(job.inputName)", "reason": "\(reason)"])
            try record("paused", "\(job.inputName): \(reason)", jobID: job.id)
        }
        notifier.status("paused: \(reason)")
        try persist { [catalogue] () throws(CatalogueError) in
            try catalogue.requeue(job.id, reason: reason, notBefore: nil, refundAttempt: true)
        }
    }

    /// The song needs what only the user can give: it waits aside and the queue goes on.
    private func waitForUser(_ job: Job, reason: String) throws {
        logger.warning("waiting", metadata: ["file": "\(job.inputName)", "reason": "\(reason)"])
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.wait(job.id, reason: reason) }
    }

    /// The job has failed for good: the file goes to `failed/`, with the reason beside it.
    func giveUp(_ job: Job, reason: String, whatToDo: String) throws {
        logger.warning("failed", metadata: ["file": "\(job.inputName)", "reason": "\(reason)"])
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.fail(job.id, reason: reason) }
        try Failpoint.pass(.failMove)
        handBack(job, reason: reason, whatToDo: whatToDo)
    }

    private func cancel(_ job: Job) throws {
        let reason = "Cancelled by the user."
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.cancel(job.id, reason: reason) }
        handBack(job, reason: reason, whatToDo: "Move the file back into the inbox to have it processed after all.")
    }

    /// Moves the claimed file of a job that has ended without a result to `failed/`.
    func handBack(_ job: Job, reason: String, whatToDo: String) {
        if let sha256 = job.sha256 { try? cache.remove(sha256: sha256) }
        guard claims.holdsFile(of: job), let path = claims.path(of: job),
            let name = FilePath.Component(bytes: job.inputNameBytes)
        else { return }
        do {
            try FailedFolder(home).take(
                path, name: name,
                reason: .init(
                    file: job.inputName, reason: reason, whatToDo: whatToDo, at: Date.now.formatted(.iso8601),
                    job: job.id))
        } catch {
            // The claim stays; the next start tries again.
            logger.error("cannot move to failed/", metadata: ["file": "\(job.inputName)", "reason": "\(error)"])
        }
    }

    /// Ends what the user has cancelled from the command line.
    func cancelWhatIsUnwanted() throws {
        let open = try persist { [catalogue] () throws(CatalogueError) in
            try catalogue.jobs(in: [.queued, .running, .waiting])
        }
        for job in open where job.cancelRequested {
            if running[job.id] != nil {
                running[job.id]?.isCancelled = true
            } else if job.sha256 != nil {
                try cancel(job)
            }
        }
    }
}
