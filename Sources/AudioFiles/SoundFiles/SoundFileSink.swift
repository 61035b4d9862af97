internal import CSndfile
public import DSP
public import SystemPackage

/// A new WAV or FLAC file that takes audio block by block.
///
/// The same audio gives the same bytes always. After an error, or without `close()`, the file is incomplete and stays
/// on the disk; the caller removes it. One value serves one thread at a time.
@safe public final class SoundFileSink: AudioSink {
    /// Sampling rate in hertz of every block.
    public let sampleRateHz: Int
    /// Number of channels of every block.
    public let channelCount: Int
    /// How samples are stored.
    public let format: SampleFormat
    /// Frames written so far.
    public private(set) var frameCount = 0
    /// Samples beyond full scale that were clipped so far; always 0 for floats.
    public private(set) var clippedSampleCount = 0

    private let file: OutputFile
    private var handle: OpaquePointer?
    private let isRF64: Bool

    /// The data that a plain WAV file can hold, with room for its header.
    private static let maximumWAVByteCount = Int(UInt32.max) - 4096

    /// Creates the file; one of that name must not exist.
    ///
    /// - Parameter expectedFrameCount: Where it is given and fits, a plain WAV file is written; otherwise one that turns
    ///   into RF64 if it passes 4 GiB, at the cost of an unused chunk in its header. It need not be exact.
    public init(
        path: FilePath, sampleRateHz: Int, channelCount: Int, format: SampleFormat, expectedFrameCount: Int? = nil
    ) throws(AudioFileError) {
        (self.sampleRateHz, self.channelCount, self.format) = (sampleRateHz, channelCount, format)
        let bytesPerFrame = channelCount * (format.integerBitCount ?? 32) / 8
        let maximumFrameCount = Self.maximumWAVByteCount / max(1, bytesPerFrame)
        isRF64 = format != .flac && expectedFrameCount.map { $0 > maximumFrameCount } ?? true
        var information = SF_INFO()
        information.samplerate = Int32(clamping: sampleRateHz)
        information.channels = Int32(clamping: channelCount)
        information.format = Self.libsndfileFormat(format, isRF64: isRF64)
        guard unsafe sf_format_check(&information) != 0 else {
            throw .wrongBlock("\(channelCount) channels of \(sampleRateHz) Hz cannot be stored as \(format.rawValue)")
        }
        file = try OutputFile(creating: path)
        unsafe handle = nil
        unsafe handle = try file.openSoundFile(mode: SFM_WRITE, &information)
        if isRF64 { unsafe sf_command(handle, Int32(SFC_RF64_AUTO_DOWNGRADE), nil, Int32(SF_TRUE)) }
        // The chunk of peaks would carry the time of writing.
        unsafe sf_command(handle, Int32(SFC_SET_ADD_PEAK_CHUNK), nil, Int32(SF_FALSE))
    }

    deinit { if let handle = unsafe handle { unsafe sf_close(handle) } }

    /// Appends a block of the file's rate and channels. Throws where the disk is full or the block does not fit.
    public func write(_ block: AudioBuffer) throws(AudioFileError) {
        guard let handle = unsafe handle else { throw .wrongBlock("the file is closed already") }
        guard block.sampleRateHz == sampleRateHz, block.channelCount == channelCount else {
            throw .wrongBlock(
                "\(block.channelCount) channels of \(block.sampleRateHz) Hz instead of "
                    + "\(channelCount) of \(sampleRateHz) Hz")
        }
        let bytesPerFrame = channelCount * (format.integerBitCount ?? 32) / 8
        if !isRF64, format != .flac, frameCount + block.frameCount > Self.maximumWAVByteCount / bytesPerFrame {
            throw .tooLargeForWAV
        }
        let written: sf_count_t
        if let bitCount = format.integerBitCount {
            let (samples, clippedCount) = SampleRounding.integers(block, bitCount: bitCount)
            clippedSampleCount += clippedCount
            written = unsafe sf_writef_int(handle, samples, sf_count_t(block.frameCount))
        } else {
            written = unsafe sf_writef_float(handle, SampleRounding.floats(block), sf_count_t(block.frameCount))
        }
        if let failure = file.failure { throw failure }
        guard Int(written) == block.frameCount else { throw .codec(unsafe String(cString: sf_strerror(handle))) }
        frameCount += block.frameCount
    }

    /// Completes the file, reads its length back, and returns when it is on the disk. Further calls do nothing.
    public func close() throws(AudioFileError) {
        guard let open = unsafe handle else { return }
        unsafe handle = nil
        let status = unsafe sf_close(open)
        if let failure = file.failure { throw failure }
        guard status == 0 else { throw .codec(unsafe String(cString: sf_error_number(status))) }
        if frameCount == 0, format == .flac { throw .codec("a FLAC file without any audio cannot be written") }
        var information = SF_INFO()
        _ = file.seek(0, 0)
        let written = unsafe try file.openSoundFile(mode: SFM_READ, &information)
        unsafe sf_close(written)
        guard Int(information.frames) == frameCount else {
            throw .incompletelyWritten(expectedFrames: frameCount, foundFrames: Int(information.frames))
        }
        try file.synchroniseAndClose()
    }

    private static func libsndfileFormat(_ format: SampleFormat, isRF64: Bool) -> Int32 {
        let container = format == .flac ? SF_FORMAT_FLAC : isRF64 ? SF_FORMAT_RF64 : SF_FORMAT_WAV
        let coding =
            switch format {
            case .wav16: SF_FORMAT_PCM_16
            case .wav24, .flac: SF_FORMAT_PCM_24
            case .wavFloat: SF_FORMAT_FLOAT
            }
        return Int32(container | coding)
    }
}
