/// A file of `inbox/` or `generate/` that is about to be moved into `.work/claims/`.
public struct ClaimIntent: Sendable, Equatable {
    /// What is to be done with it.
    public var kind: JobKind
    /// Its name for people: valid UTF-8, control characters escaped.
    public var inputName: String
    /// Its name, byte for byte.
    public var inputNameBytes: [UInt8]
    /// Absolute path, byte for byte, of the directory it was dropped in.
    public var sourceDirectory: [UInt8]
    /// Sub-folders of the inbox it came from.
    public var tags: [String]
    /// SHA-256 of the file, lower-case hexadecimal.
    public var sha256: String
    /// SHA-256 of the audio frames alone.
    public var audioSHA256: String?
    /// Size in bytes.
    public var sizeBytes: Int64
    /// Estimated length in seconds.
    public var durationEstimateSeconds: Double?
    /// Whether it is to be processed although its end is missing.
    public var isTruncated: Bool

    /// Describes a file that is about to be claimed.
    public init(
        kind: JobKind, inputName: String, inputNameBytes: [UInt8], sourceDirectory: [UInt8], tags: [String],
        sha256: String, audioSHA256: String?, sizeBytes: Int64, durationEstimateSeconds: Double?, isTruncated: Bool
    ) {
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
    }
}

/// What is to become of a file that is about to be claimed.
public enum ClaimOutcome: Sendable, Equatable {
    /// Move it: this job's row is in state `claiming` now.
    case claim(jobID: Int64)
    /// A finished track has these bytes.
    case duplicateOfTrack(trackID: String)
    /// An unfinished job has these bytes.
    case duplicateOfJob(jobID: Int64)
}
