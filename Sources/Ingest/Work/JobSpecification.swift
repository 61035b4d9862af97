internal import Tracks

/// One job as it is handed to a worker process: one line of JSON on its standard input.
struct JobSpecification: Codable, Sendable, Equatable {
    /// The file to process; in a directory of ours, under a name of ours.
    var input: String
    var sha256: String
    var audioSHA256: String
    var isTruncated: Bool
    /// Where results of stages are kept.
    var stageCache: String
    var separator: SeparatorChoice
    var stemFormat: String
    var threadCount: Int
    var maximumDurationSeconds: Double
    var minimumPlayableSeconds: Double
    var niceness: Int
    /// Address space in bytes; 0 for no limit.
    var memoryLimitBytes: UInt64
    /// What the user has said about the song.
    var corrections: Corrections
    /// Whether the file of features is wanted.
    var keepsFeatures: Bool
    /// A library entry with the same audio, whose results are taken over if they are of today's engines.
    var sameAudioEntry: String?
    var sameAudioID: String?
}

/// What a worker says: one line of JSON each on its standard output.
enum WorkerMessage: Codable, Sendable, Equatable {
    case progress(stage: Stage, fraction: Double)
    case finished(ProcessedSong)
    case failed(stage: Stage, StageFailure)
}
