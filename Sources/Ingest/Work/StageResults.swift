internal import DSP
internal import Tracks

/// What the decode stage finds out.
struct DecodedSong: Codable, Sendable, Equatable {
    /// Frames at the processing rate.
    var frameCount: Int
    var durationSeconds: Double
    /// Of the original.
    var sampleRateHz: Int
    var channelCount: Int
    /// Largest absolute sample; above 1 where the encoder overshot.
    var peak: Float
    /// At the processing rate, of the whole song: some separators normalise by it.
    var level: SignalLevel
    var damagedFrameCount: Int
    var title: String?
    var artist: String?
    var album: String?
    var genre: String?
}

/// What the separate stage leaves beside the stems.
struct SeparatedSong: Codable, Sendable, Equatable {
    var tool: ToolDescription
    /// File name of each stem in the stage's directory.
    var files: [Stem: String]
    var levels: [Stem: StemLevel]
    var residualDBFS: Double?
    var clippedSampleCount: Int
    var frameCount: Int
}

/// What the analyse stage keeps of what it heard, beside the file of features.
struct HeardSong: Codable, Sendable, Equatable {
    var tool: ToolDescription
}

/// What the analyse stage finds out.
struct AnalysedSong: Codable, Sendable, Equatable {
    var tools: [String: ToolDescription]
    var analysis: TrackAnalysis
}

/// Everything the stages found, and where the stems are.
struct ProcessedSong: Codable, Sendable, Equatable {
    var decoded: DecodedSong
    var separated: SeparatedSong
    var analysed: AnalysedSong
    /// Directory of the stems.
    var stemDirectory: String
    /// The file of features, where it was to be kept.
    var featuresFile: String?
    /// What the analysis was made to agree with.
    var corrections: Corrections
    /// Library entry whose results were taken over.
    var sameAudioAs: String?
}
