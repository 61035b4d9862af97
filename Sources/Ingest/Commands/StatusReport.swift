public import Catalogue
internal import Glibc
internal import Models
public import Library
public import Settings
internal import SystemPackage
internal import Tracks

/// How the appliance is, for people and programs.
public struct StatusReport: Encodable, Sendable {
    /// One job.
    public struct Entry: Encodable, Sendable {
        /// Number of the job.
        public var id: Int64
        /// analyse or generate.
        public var kind: String
        /// The dropped file's name.
        public var name: String
        /// State of the job; a waiting one says for what: "waiting: no generator installed".
        public var state: String
        /// Stage it is in.
        public var stage: String?
        /// 0...1.
        public var progress: Double
        /// How often it was begun.
        public var attempts: Int
        /// Why it failed or waits.
        public var reason: String?
        /// Its library entry.
        public var track: String?

        init(_ job: Job) {
            id = job.id
            kind = job.kind.rawValue
            name = job.inputName
            state = job.state == .waiting ? "waiting: \(job.reason ?? "")" : job.state.rawValue
            stage = job.stage
            progress = job.progress
            attempts = job.attempts
            reason = job.reason
            track = job.trackID
        }
    }

    /// The appliance's folder.
    public var home: String
    /// The daemon's process, `nil` where none runs.
    public var daemonProcessID: Int32?
    /// Whether the user has paused the queue.
    public var isPaused: Bool
    /// Number of jobs by state.
    public var counts: [String: Int]
    /// Being worked on.
    public var running: [Entry]
    /// The next ones, at most 20.
    public var queued: [Entry]
    /// Waiting for something only the user can give.
    public var waiting: [Entry]
    /// The last ten that ended.
    public var recent: [Entry]
    /// What is wrong, each with what to do.
    public var problems: [String]

    enum CodingKeys: String, CodingKey {
        case home
        case daemonProcessID = "daemon_process_id"
        case isPaused = "is_paused"
        case counts, running, queued, waiting, recent, problems
    }

    /// Looks at everything.
    public init(home: MusigenHome, settings: Settings, catalogue: Catalogue) throws {
        self.home = home.root.string
        daemonProcessID = HomeLock.holder(of: home)
        isPaused = try FileStatus.of(home.pauseFlag) != nil
        counts = Dictionary(uniqueKeysWithValues: try catalogue.countByState().map { ($0.key.rawValue, $0.value) })
        running = try catalogue.jobs(in: [.running, .publishing]).map(Entry.init)
        let next = try catalogue.jobs(in: [.queued])
        queued = next.prefix(20).map(Entry.init)
        waiting = try catalogue.jobs(in: [.waiting]).map(Entry.init)
        recent = try catalogue.recentJobs(limit: 10).map(Entry.init)
        problems = try Self.problems(home: home, settings: settings, next: next.first, isPaused: isPaused)
    }

    private static func problems(
        home: MusigenHome, settings: Settings, next: Job?, isPaused: Bool
    ) throws -> [String] {
        var problems: [String] = []
        if isPaused { problems.append("The queue is paused; run: musigen resume") }
        let choice: SeparatorChoice?
        do throws(StageFailure) {
            choice = try SeparatorChoice(settings, store: ModelStore(home))
        } catch {
            choice = nil
            problems.append("songs wait: \(error.reason)")
        }
        if let next, let free = try? DiskSpace.freeBytes(at: home.root),
            let shortage = DiskForecast(
                durationSeconds: next.durationEstimateSeconds ?? 300, stemFormat: settings.stemFormat,
                stemCount: choice?.stems.count ?? Stem.standard.count
            ).shortage(freeBytes: free, reserveBytes: Int64(settings.diskReserveMiB) << 20)
        {
            problems.append("paused: \(shortage) (for \(next.inputName)); make room, or lower disk.reserve_mib")
        }
        let failed = try FailedFolder(home).files().count
        if failed > 0 {
            problems.append(
                "\(failed) files are in failed/, each with its reason in NAME.error.json; musigen retry tries them again"
            )
        }
        for folder in [home.inbox] + settings.inboxFolders where try FileStatus.of(folder) == nil {
            problems.append("\(DisplayName.of(folder)) is missing; make it, or remove it from inbox.folders")
        }
        return problems
    }
}
