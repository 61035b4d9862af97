public import SystemPackage

/// Everything a user can set, read once and validated. Each property's meaning, unit and default stand in
/// `SettingDefinition.all` and in `etc/musigen.yaml`.
public struct Settings: Sendable, Equatable {
    /// Further folders to watch besides `inbox/`.
    public var inboxFolders: [FilePath] = []
    /// Quiet time before a file that nobody has open for writing is taken, in milliseconds.
    public var settleQuietMilliseconds = 250
    /// Quiet time before a file is taken where it cannot be told whether a writer has it open, in seconds.
    public var settleQuietUnprobedSeconds = 5
    /// How long a file that is not music (yet) may still change its mind, in seconds.
    public var refuseAfterSeconds = 5
    /// How long the rest of a truncated MP3 is waited for after its last change, in minutes.
    public var truncatedWaitMinutes = 30.0
    /// A truncated MP3 that plays at least this long is processed all the same, in seconds.
    public var minimumPlayableSeconds = 5
    /// Interval of the safety rescan, in seconds.
    public var rescanSeconds = 60
    /// Interval of the scan where a folder gives no events (network file systems), in seconds.
    public var pollSeconds = 10
    /// Longest song that is processed, in minutes.
    public var maximumDurationMinutes = 120
    /// Songs processed at once.
    public var workerCount = 1
    /// Threads per song; 0 means one per core.
    public var threadsPerWorker = 0
    /// Address space of one worker process, in MiB; 0 means no limit.
    public var workerMemoryMiB = 6144
    /// A worker that reports nothing for this long is ended, in seconds.
    public var workerSilenceSeconds = 300
    /// Niceness of worker processes, 0...19.
    public var workerNiceness = 5
    /// Sample format of the stems: wav16, wav24, wav-float or flac.
    public var stemFormat = "wav16"
    /// Name of the separator; auto for the best one that is installed.
    public var separator = "auto"
    /// Share of a segment that HTDemucs has in common with the next one.
    public var htdemucsOverlap = 0.25
    /// Number of shifted separations that HTDemucs averages; 0: one, not shifted.
    public var htdemucsShifts = 0
    /// Length of HTDemucs's segments in seconds; 0: as it was trained.
    public var htdemucsSegmentSeconds = 0.0
    /// A further list of models, whose entries replace those of the same name.
    public var modelManifest: FilePath?
    /// Disk space that is always left free, in MiB.
    public var diskReserveMiB = 1024
    /// Crashes after which a file is given up.
    public var maximumCrashes = 3
    /// Failures that might pass (read errors, memory) after which a file is given up.
    public var maximumTransientFailures = 5
    /// First delay before a retry, in seconds; each further one is four times longer.
    public var retryDelaySeconds = 30.0
    /// trace, debug, info, notice, warning, error or critical.
    public var logLevel = "notice"

    /// The defaults.
    public init() {}

    /// Threads to use per song on this machine.
    public func threadCount(coreCount: Int) -> Int {
        threadsPerWorker > 0 ? threadsPerWorker : max(1, coreCount / max(1, workerCount))
    }
}
