/// What a look at an MPEG audio file's frames and tags tells, without decoding it.
public struct MPEGAudioFile: Sendable, Equatable {
    /// The generation of the standard, which decides the sampling rates.
    public enum Version: String, Sendable {
        /// 32,000, 44,100 and 48,000 Hz.
        case mpeg1 = "MPEG-1"
        /// 16,000, 22,050 and 24,000 Hz.
        case mpeg2 = "MPEG-2"
        /// 8000, 11,025 and 12,000 Hz.
        case mpeg25 = "MPEG-2.5"
    }

    /// Whether all of the audio is there.
    public enum Completeness: Sendable, Equatable {
        /// Nothing speaks against it.
        case complete
        /// Something is missing: `presentBytes` of audio are there, of `expectedBytes` where the file itself tells.
        case truncated(presentBytes: Int64, expectedBytes: Int64?)
    }

    /// Version of the first frame.
    public let version: Version
    /// Layer of the first frame: 1, 2 or 3 (MP3).
    public let layer: Int
    /// Sampling rate of the first frame in hertz.
    public let sampleRateHz: Int
    /// Number of channels of the first frame, 1 or 2.
    public let channelCount: Int
    /// Bit rate of the first audio frame in kbit/s; `nil` for a free-format stream.
    public let bitRateKbps: Int?
    /// The bytes of the audio frames: no tags, no Xing, Info or VBRI frame, no padding behind the last frame.
    public let audioRange: Range<Int64>
    /// The audio frames with the Xing, Info or VBRI frame before them, which a decoder needs for gapless playback.
    public let decodableRange: Range<Int64>
    /// Length in seconds, an estimate that is never more than the bytes present can hold.
    public let estimatedDurationSeconds: Double
    /// Whether all of the audio is there.
    public let completeness: Completeness
}
