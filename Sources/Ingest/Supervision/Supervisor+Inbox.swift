internal import Catalogue
internal import FoundationEssentials
internal import Library
internal import Logging
internal import Settings
internal import SystemPackage

extension Supervisor {
    /// At most so many files share a transaction.
    private static let batchSize = 500

    /// What a scan came upon besides files that might be complete.
    func act(on findings: InboxScanner.Findings) throws {
        for (path, kind) in findings.special { try refuseSpecial(path, kind) }
        for file in findings.gone where file.visibleReason != nil {
            try persist { [catalogue] () throws(CatalogueError) in
                try catalogue.endWaiting(sourceDirectory: file.directory.bytes, inputNameBytes: file.name.bytes)
            }
        }
        let mentions = findings.companions.map { path in
            NewEvent(kind: "ignored", message: "\(DisplayName.of(path)) is no MP3 by its name and stays where it is.")
        }
        if !mentions.isEmpty {
            try persist { [catalogue] () throws(CatalogueError) in try catalogue.recordMany(mentions) }
        }
        for folder in findings.missingFolders {
            logger.warning("a watched folder is missing", metadata: ["path": "\(DisplayName.of(folder))"])
            try record("folder missing", "\(DisplayName.of(folder)) is missing; it is looked for again and again.")
        }
    }

    /// Looks at the files whose turn it is and takes those that are complete.
    func takeWhatIsComplete(now: Double) throws {
        var candidates: [Candidate] = []
        for file in scanner.due(now: now) {
            try vitals.beatOrStop()
            guard let file = scanner.refresh(file, now: now) else { continue }
            if isPrompt(file) {
                try wait(file, reason: "no generator installed", seconds: 86_400, kind: .generate)
                continue
            }
            switch file.verdict(by: rule, now: now) {
            case .wait(let seconds):
                scanner.postpone(file, until: now + max(0.05, seconds), visibleReason: file.visibleReason)
            case .waitVisibly(let reason, let seconds):
                try wait(file, reason: reason, seconds: seconds, kind: .analyse)
            case .refuse(let reason, let whatToDo):
                try refuse(
                    file.path, kind: .analyse, sizeBytes: file.status.sizeBytes, reason: reason, whatToDo: whatToDo)
                scanner.remove(file)
            case .take(let isTruncated):
                do {
                    let candidate = try Candidate(file, isTruncated: isTruncated) { [vitals] in try vitals.beatOrStop()
                    }
                    if let candidate { candidates.append(candidate) } else { scanner.mark([file.directory]) }
                    scanner.postpone(file, until: now + 1, visibleReason: file.visibleReason)
                } catch let error as Vitals.Stopping {
                    throw error
                } catch {
                    try wait(file, reason: "unreadable: \(error)", seconds: 30, kind: .analyse)
                }
            }
            if candidates.count >= Self.batchSize {
                try claim(candidates)
                candidates = []
            }
        }
        try claim(candidates)
    }

    private func claim(_ candidates: [Candidate]) throws {
        guard !candidates.isEmpty else { return }
        let results = try Claimer(home: home, claims: claims).claim(candidates, catalogue: catalogue, persist: persist)
        var receipts: [NewEvent] = []
        for (candidate, result) in results {
            let name = candidate.intent.inputName
            switch result {
            case .queued(let jobID):
                scanner.remove(candidate.file)
                logger.info("queued", metadata: ["file": "\(name)", "job": "\(jobID)"])
            case .duplicate(let original, let trackID, let jobID):
                scanner.remove(candidate.file)
                logger.notice("duplicate", metadata: ["file": "\(name)", "of": "\(original)"])
                receipts.append(
                    NewEvent(
                        kind: "duplicate", message: "\(name) has the same bytes as \(original) and was removed.",
                        jobID: jobID, trackID: trackID))
            case .left:
                scanner.mark([candidate.file.directory])
            case .blocked(let error):
                try wait(candidate.file, reason: "permission: \(error)", seconds: 60, kind: .analyse)
            }
        }
        let events = receipts
        if !events.isEmpty {
            try persist { [catalogue] () throws(CatalogueError) in try catalogue.recordMany(events) }
        }
    }

    private func wait(_ file: DroppedFile, reason: String, seconds: Double, kind: JobKind) throws {
        scanner.postpone(file, until: Vitals.now + seconds, visibleReason: reason)
        guard file.visibleReason != reason else { return }
        let waiting = WaitingFile(
            kind: kind, inputName: DisplayName.of(file.name.bytes), inputNameBytes: file.name.bytes,
            sourceDirectory: file.directory.bytes, sizeBytes: file.status.sizeBytes, reason: reason)
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.waitInInbox(waiting) }
    }

    private func isPrompt(_ file: DroppedFile) -> Bool { file.root == home.generate }

    private func refuseSpecial(_ path: FilePath, _ kind: FileStatus.Kind) throws {
        try refuse(
            path, kind: path.starts(with: home.generate) ? .generate : .analyse, sizeBytes: 0,
            reason: "This is a \(kind.name); Musigen takes regular files only and follows nothing.",
            whatToDo: kind == .symbolicLink
                ? "Copy the file itself into the inbox." : "Remove it; only MP3 files belong into the inbox.")
    }

    /// Moves something that will never be processed to `failed/`, with the reason beside it.
    private func refuse(
        _ path: FilePath, kind: JobKind, sizeBytes: Int64, reason: String, whatToDo: String
    ) throws {
        guard let name = path.lastComponent else { return }
        let display = DisplayName.of(name.bytes)
        do {
            try FailedFolder(home).take(
                path, name: name,
                reason: .init(
                    file: display, reason: reason, whatToDo: whatToDo, at: Date.now.formatted(.iso8601), job: nil))
        } catch {
            logger.error("cannot move to failed/", metadata: ["file": "\(display)", "reason": "\(error)"])
            return
        }
        let refused = RefusedFile(
            kind: kind, inputName: display, inputNameBytes: name.bytes,
            sourceDirectory: path.removingLastComponent().bytes, sizeBytes: sizeBytes, reason: reason)
        try persist { [catalogue] () throws(CatalogueError) in try catalogue.refuse(refused) }
        logger.warning("refused", metadata: ["file": "\(display)", "reason": "\(reason)"])
    }
}
