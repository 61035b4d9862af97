public import FoundationEssentials

/// A receipt: something that happened to a file, a job or the daemon.
public struct Event: Sendable, Equatable {
    /// Identifier; grows with time.
    public var id: Int64
    /// When it happened.
    public var at: Date
    /// One word such as queued, done, failed, duplicate.
    public var kind: String
    /// One sentence for the user.
    public var message: String
    /// The job it concerns.
    public var jobID: Int64?
    /// The library entry it concerns.
    public var trackID: String?

    /// An event with all that is known about it.
    public init(id: Int64, at: Date, kind: String, message: String, jobID: Int64?, trackID: String?) {
        self.id = id
        self.at = at
        self.kind = kind
        self.message = message
        self.jobID = jobID
        self.trackID = trackID
    }
}

/// An event that is about to be recorded; the catalogue adds the time.
public struct NewEvent: Sendable, Equatable {
    /// One word such as queued, done, failed, duplicate.
    public var kind: String
    /// One sentence for the user.
    public var message: String
    /// The job it concerns.
    public var jobID: Int64?
    /// The library entry it concerns.
    public var trackID: String?

    /// An event to record.
    public init(kind: String, message: String, jobID: Int64? = nil, trackID: String? = nil) {
        self.kind = kind
        self.message = message
        self.jobID = jobID
        self.trackID = trackID
    }
}
