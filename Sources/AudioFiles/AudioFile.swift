public import DSP
public import SystemPackage

/// Opening audio files of any kind that can be decoded, chosen by content and never by name.
public enum AudioFile {
    /// What is accepted. Nothing in a file's header is believed, so the limits are enforced while reading too.
    public struct Limits: Sendable, Equatable {
        /// The longest audio in seconds; reading past it throws.
        public var maximumDurationSeconds: Double
        /// The most channels.
        public var maximumChannelCount: Int
        /// The sampling rates in hertz.
        public var sampleRatesHz: ClosedRange<Int>

        /// By default an hour and a minute's grace, eight channels, 8000...192,000 Hz.
        public init(
            maximumDurationSeconds: Double = 3660, maximumChannelCount: Int = 8,
            sampleRatesHz: ClosedRange<Int> = 8000...192_000
        ) {
            self.maximumDurationSeconds = maximumDurationSeconds
            self.maximumChannelCount = maximumChannelCount
            self.sampleRatesHz = sampleRatesHz
        }

        /// Throws where a stream's format is outside the limits.
        func check(sampleRateHz: Int, channelCount: Int) throws(AudioFileError) {
            guard sampleRatesHz.contains(sampleRateHz) else {
                throw .sampleRate(
                    sampleRateHz, minimumHz: sampleRatesHz.lowerBound, maximumHz: sampleRatesHz.upperBound)
            }
            guard (1...max(1, maximumChannelCount)).contains(channelCount) else {
                throw .channelCount(channelCount, maximum: maximumChannelCount)
            }
        }

        /// Throws where `frameCount` frames were read that are more than allowed.
        func check(frameCount: Int, sampleRateHz: Int) throws(AudioFileError) {
            guard Double(frameCount) <= maximumDurationSeconds * Double(sampleRateHz) else {
                throw .tooLong(maximumSeconds: maximumDurationSeconds)
            }
        }
    }

    /// The sampling rate of everything that is separated and analysed, in hertz.
    public static let processingSampleRateHz = 44_100

    /// Opens an MP3, WAV, FLAC, AIFF or Ogg file at its own rate and channel count.
    public static func open(path: FilePath, limits: Limits = Limits()) throws(AudioFileError) -> any AudioSource {
        try open(OpenFile(path: path), limits: limits)
    }

    /// The same for an open descriptor, which is duplicated; its offset is neither used nor moved.
    public static func open(
        descriptor: FileDescriptor, limits: Limits = Limits()
    ) throws(AudioFileError) -> any AudioSource {
        try open(OpenFile(duplicating: descriptor), limits: limits)
    }

    /// Opens any supported file as 44,100 Hz stereo; a file that is so already passes through bit for bit.
    public static func openForProcessing(
        path: FilePath, limits: Limits = Limits()
    ) throws(AudioFileError) -> any AudioSource {
        forProcessing(try open(path: path, limits: limits))
    }

    /// The same for an open descriptor.
    public static func openForProcessing(
        descriptor: FileDescriptor, limits: Limits = Limits()
    ) throws(AudioFileError) -> any AudioSource {
        forProcessing(try open(descriptor: descriptor, limits: limits))
    }

    /// Wraps a source so that it gives 44,100 Hz stereo.
    public static func forProcessing(_ source: any AudioSource) -> any AudioSource {
        // Channels first where that makes fewer of them to resample, last where it makes more.
        let narrow = source.channelCount > 2 ? StereoSource(source) : source
        let resampled =
            narrow.sampleRateHz == processingSampleRateHz
            ? narrow : ResampledSource(narrow, sampleRateHz: processingSampleRateHz)
        return resampled.channelCount == 2 ? resampled : StereoSource(resampled)
    }

    private static func open(_ file: OpenFile, limits: Limits) throws(AudioFileError) -> any AudioSource {
        let inspection = try MPEGAudioInspection(of: file)
        if case .mpegAudio(let audio) = inspection { return try MP3FileSource(file, audio: audio, limits: limits) }
        if case .otherFormat(let format) = inspection, SoundFileSource.readableFormats.contains(format) {
            return try SoundFileSource(file, limits: limits)
        }
        throw .notAudio(inspection.description)
    }
}
