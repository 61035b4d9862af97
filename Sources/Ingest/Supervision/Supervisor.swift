internal import Catalogue
internal import FileWatching
internal import FoundationEssentials
public import Library
public import Logging
internal import Models
public import ServiceLifecycle
public import Settings
internal import SystemPackage
internal import Tracks
internal import UnixSignals

/// The daemon: watches the folders, takes what is complete, has it worked on in worker processes, and publishes it.
///
/// Everything that decides runs on this actor's one thread; the watcher, the workers and the timer only wake it.
public actor Supervisor: Service {
    let home: MusigenHome
    let logger: Logger
    let environment: [String: String]
    let notifier: ServiceManagerNotifier
    let vitals = Vitals()
    let claims: ClaimStore
    let cache: StageCache
    let models: ModelStore
    private let loadSettings: @Sendable () async throws -> Settings
    private let thread = DedicatedThread(label: "musigen.supervisor")
    private let wakeUps: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    var settings: Settings
    var rule: SettleRule
    var scanner: InboxScanner
    var watcher: DirectoryWatcher?
    private var lock: HomeLock?
    private var openCatalogue: Catalogue?

    /// Jobs in worker processes, with what the last progress was.
    var running: [Int64: RunningJob] = [:]
    /// Monotonic seconds until which no job is begun, for want of disk space.
    var noStartBefore = 0.0
    private var nextRescan = 0.0
    private var nextPoll = 0.0
    private var lastDataVersion = -1
    private var lastStatus = ""
    private var nextIdleCare = 0.0
    /// The folder of models when it was last looked at.
    private var knownModels: FileStatus?
    /// What ends the daemon.
    private var failure: (any Error)?

    struct RunningJob {
        var job: Job
        var stage: Stage
        var fraction: Double
        var lastReport: Double
        var isCancelled = false
        let tools: [String: ToolDescription]
    }

    /// Sets up a daemon; `run` starts it.
    ///
    /// - Parameter loadSettings: reads the settings again, on SIGHUP.
    public init(
        home: MusigenHome, settings: Settings, environment: [String: String], logger: Logger,
        loadSettings: @escaping @Sendable () async throws -> Settings
    ) {
        self.home = home
        self.settings = settings
        self.environment = environment
        self.logger = logger
        self.loadSettings = loadSettings
        notifier = ServiceManagerNotifier(environment: environment)
        claims = ClaimStore(home: home)
        cache = StageCache(root: home.stageCache)
        models = ModelStore(home)
        rule = SettleRule(settings)
        scanner = InboxScanner(folders: [], watcher: nil)
        (wakeUps, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The thread of its own that this actor runs on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// The catalogue; there from the start of `run`.
    var catalogue: Catalogue {
        guard let openCatalogue else { preconditionFailure("used before run") }
        return openCatalogue
    }

    var persist: CataloguePatience {
        CataloguePatience { [vitals, logger, notifier] reason in
            if vitals.wait(for: reason) {
                if let reason {
                    logger.warning("paused", metadata: ["reason": "\(reason)"])
                    notifier.status("paused: \(reason)")
                } else {
                    logger.notice("going on")
                }
            }
            try vitals.beatOrStop()
        }
    }

    var publisher: Publisher {
        Publisher(home: home, catalogue: catalogue, claims: claims, cache: cache, persist: persist)
    }

    /// Runs until it is asked to stop (SIGTERM) or can do no good any more.
    public func run() async throws {
        try start()
        try await withGracefulShutdownHandler {
            try await serve()
        } onGracefulShutdown: { [vitals, wake] in
            vitals.stop()
            wake.yield()
        }
        try catalogue.close()
        logger.notice("stopped")
    }

    private func start() throws {
        if let kind = DiskSpace.networkFileSystem(at: home.root), kind != "FUSE" {
            throw SupervisorError.networkFileSystem(home: home.root.string, kind: kind)
        }
        guard let lock = try HomeLock(home) else {
            throw SupervisorError.alreadyRunning(home: home.root.string, processID: HomeLock.holder(of: home) ?? 0)
        }
        self.lock = consume lock
        LeaseSignals.block()
        notifier.extendTimeout(seconds: 300)
        openCatalogue = try Catalogue(path: home.catalogue, access: .readWrite)
        try recover()
        watchFolders()
        logger.notice(
            "watching", metadata: ["home": "\(home.root)", "engine": "\(environment["MUSIGEN_ENGINE"] ?? "real")"])
        notifier.ready("watching \(DisplayName.of(home.inbox))")
    }

    private func watchFolders() {
        watcher?.stop()
        let wake = wake
        watcher = nil
        do {
            watcher = try DirectoryWatcher { wake.yield() }
        } catch {
            logger.warning("folders are scanned at intervals", metadata: ["reason": "\(error)"])
        }
        scanner = InboxScanner(folders: WatchedFolder.all(home: home, settings: settings), watcher: watcher)
    }

    private func serve() async throws {
        // A discarding group: one that keeps its tasks' results would grow with every song.
        await withDiscardingTaskGroup { group in
            group.addTask { [vitals, notifier] in try? await Self.feedWatchdog(vitals, notifier) }
            group.addTask { await self.listenForReload() }
            group.addTask { try? await self.tick() }
            wake.yield()
            for await _ in wakeUps {
                if vitals.isStopping || failure != nil { break }
                do {
                    for (job, specification) in try step(now: Vitals.now) {
                        group.addTask { await self.attempt(job, specification) }
                    }
                } catch {
                    note(error)
                }
            }
            notifier.stopping()
            watcher?.stop()
            // Each ended worker hands its job back to the queue.
            group.cancelAll()
        }
        if let failure { throw failure }
    }

    /// Has a job done; what cannot be dealt with there ends the daemon.
    private nonisolated func attempt(_ job: Job, _ specification: JobSpecification) async {
        do { try await work(on: job, specification) } catch { await note(error) }
    }

    /// Keeps the first error that ends the daemon; being asked to stop is none.
    private func note(_ error: any Error) {
        if error is Vitals.Stopping || error is CancellationError { return }
        failure = failure ?? error
        wake.yield()
    }

    /// A look at everything every so often, more often while something settles.
    private nonisolated func tick() async throws {
        while true {
            try await Task.sleep(for: await self.isSettling ? .milliseconds(100) : .milliseconds(500))
            wake.yield()
        }
    }

    private var isSettling: Bool { (scanner.nextLook ?? .infinity) < Vitals.now + 1 }

    /// One round: look, take, begin. Returns the jobs to begin.
    private func step(now: Double) throws -> [(Job, JobSpecification)] {
        vitals.beat()
        try lookForChanges(now: now)
        try takeWhatIsComplete(now: now)
        try heedCommandLine()
        try heedModels()
        let jobs = try beginJobs(now: now)
        tellStatus()
        if now >= nextIdleCare, running.isEmpty {
            nextIdleCare = now + 600
            _ = try? catalogue.checkpointIfLarge()
        }
        return jobs
    }

    private func lookForChanges(now: Double) throws {
        let changes = watcher?.takeChanges() ?? DirectoryWatcher.Changes()
        scanner.mark(changes.directories)
        scanner.forget(changes.lost)
        if changes.overflowed {
            scanner.markEverything()
            logger.warning("the kernel dropped folder events; everything is scanned")
            try record("overflow", "The kernel's event queue overflowed; all folders were scanned again.")
        }
        if now >= nextRescan {
            nextRescan = now + Double(settings.rescanSeconds)
            scanner.markEverything()
            recreateMissingFolders()
            try? FailedFolder(home).removeOrphanedReasons()
            try settleCorrections()
        }
        if now >= nextPoll {
            nextPoll = now + Double(settings.pollSeconds)
            scanner.mark(Set(scanner.unwatched.keys))
        }
        guard scanner.hasDirtyDirectories else { return }
        try act(on: scanner.scan(now: now))
    }

    private func recreateMissingFolders() {
        do {
            try home.create()
        } catch {
            logger.error("a folder is missing and cannot be made", metadata: ["reason": "\(error)"])
        }
    }

    /// Wishes that the command line has left in the catalogue.
    private func heedCommandLine() throws {
        let version = try persist { [catalogue] () throws(CatalogueError) in try catalogue.dataVersion() }
        guard version != lastDataVersion else { return }
        lastDataVersion = version
        try cancelWhatIsUnwanted()
    }

    /// Where models were installed or removed, the catalogue lists them anew, and songs that waited are tried again.
    private func heedModels() throws {
        let found = (try? FileStatus.of(home.models)) ?? nil
        guard found != knownModels else { return }
        knownModels = found
        try persist { [catalogue, models] () throws(CatalogueError) in
            try ModelIndexing(models).run(into: catalogue)
        }
    }

    private func tellStatus() {
        let names = running.values.map { "\($0.job.inputName) \(Int($0.stage.overall($0.fraction) * 100)) %" }.sorted()
        let status = names.isEmpty ? "idle" : "working on \(names.joined(separator: ", "))"
        guard status != lastStatus else { return }
        lastStatus = status
        notifier.status(status)
    }

    func record(_ kind: String, _ message: String, jobID: Int64? = nil, trackID: String? = nil) throws {
        try persist { [catalogue] () throws(CatalogueError) in
            try catalogue.record(kind, message: message, jobID: jobID, trackID: trackID)
        }
    }

    private static func feedWatchdog(_ vitals: Vitals, _ notifier: ServiceManagerNotifier) async throws {
        guard let interval = notifier.watchdogSeconds else { return }
        while true {
            if vitals.secondsSinceHeartbeat < max(60, interval) { notifier.alive() }
            try await Task.sleep(for: .seconds(interval / 3))
        }
    }

    private func listenForReload() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            notifier.reloading()
            do {
                let new = try await loadSettings()
                let foldersChanged = new.inboxFolders != settings.inboxFolders
                settings = new
                // A song may have waited for what has been changed.
                knownModels = nil
                rule = SettleRule(new)
                if foldersChanged { watchFolders() }
                logger.notice("settings were read again")
            } catch {
                logger.error("the old settings stay in force", metadata: ["reason": "\(error)"])
            }
            notifier.ready("watching \(DisplayName.of(home.inbox))")
            wake.yield()
        }
    }

    /// Makes the next round come at once.
    nonisolated func wakeUp() { wake.yield() }
}
