public import FoundationEssentials

/// What a job does with its file.
public enum JobKind: String, Sendable, Codable {
    /// A song is separated and analysed.
    case analyse
    /// A prompt becomes a song.
    case generate
}

/// Where a job stands.
public enum JobState: String, Sendable, Codable, CaseIterable {
    /// Its file is being moved out of the inbox.
    case claiming
    /// It is waiting for its turn.
    case queued
    /// A worker is busy with it.
    case running
    /// Its results are being moved into place.
    case publishing
    /// It succeeded.
    case done
    /// It failed, and will not be tried again by itself.
    case failed
    /// It needs something that only the user can give.
    case waiting
    /// The user called it off.
    case cancelled
}

/// One piece of work and what is known about it.
public struct Job: Sendable, Equatable {
    /// Identifier; grows with time and is never used twice.
    public var id: Int64
    /// What it does.
    public var kind: JobKind
    /// The file's name for people: valid UTF-8, control characters escaped.
    public var inputName: String
    /// The file's name, byte for byte.
    public var inputNameBytes: [UInt8]
    /// Absolute path, byte for byte, of the directory it was dropped in.
    public var sourceDirectory: [UInt8]
    /// Sub-folders of the inbox it came from.
    public var tags: [String]
    /// SHA-256 of the file, lower-case hexadecimal; `nil` while it is still in the inbox.
    public var sha256: String?
    /// SHA-256 of the audio frames alone.
    public var audioSHA256: String?
    /// Size of the file in bytes.
    public var sizeBytes: Int64
    /// Estimated length in seconds.
    public var durationEstimateSeconds: Double?
    /// Whether the file is processed although its end is missing.
    public var isTruncated: Bool
    /// Where it stands.
    public var state: JobState
    /// The stage at work: decode, separate, analyse, publish.
    public var stage: String?
    /// 0...1 over the whole job.
    public var progress: Double
    /// How often it was started.
    public var attempts: Int
    /// The stage that was at work when the supervisor last died.
    public var interruptedStage: String?
    /// How many times in a row the supervisor died in that stage.
    public var interruptions: Int
    /// Why it failed, waits or was put back: a sentence for the user.
    public var reason: String?
    /// The library entry it makes.
    public var trackID: String?
    /// While publishing: JSON of names, sizes and hashes.
    public var manifest: String?
    /// It is not started before this time.
    public var notBefore: Date?
    /// Whether the user asked for it to be called off.
    public var cancelRequested: Bool
    /// When its file was first seen.
    public var createdAt: Date
    /// When it was last started.
    public var startedAt: Date?
    /// When it was done, failed or cancelled.
    public var finishedAt: Date?

    /// A job with all that is known about it.
    public init(
        id: Int64, kind: JobKind, inputName: String, inputNameBytes: [UInt8], sourceDirectory: [UInt8], tags: [String],
        sha256: String?, audioSHA256: String?, sizeBytes: Int64, durationEstimateSeconds: Double?, isTruncated: Bool,
        state: JobState, stage: String?, progress: Double, attempts: Int, interruptedStage: String?, interruptions: Int,
        reason: String?, trackID: String?, manifest: String?, notBefore: Date?, cancelRequested: Bool, createdAt: Date,
        startedAt: Date?, finishedAt: Date?
    ) {
        self.id = id
        self.kind = kind
        self.inputName = inputName
        self.inputNameBytes = inputNameBytes
        self.sourceDirectory = sourceDirectory
        self.tags = tags
        self.sha256 = sha256
        self.audioSHA256 = audioSHA256
        self.sizeBytes = sizeBytes
        self.durationEstimateSeconds = durationEstimateSeconds
        self.isTruncated = isTruncated
        self.state = state
        self.stage = stage
        self.progress = progress
        self.attempts = attempts
        self.interruptedStage = interruptedStage
        self.interruptions = interruptions
        self.reason = reason
        self.trackID = trackID
        self.manifest = manifest
        self.notBefore = notBefore
        self.cancelRequested = cancelRequested
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
