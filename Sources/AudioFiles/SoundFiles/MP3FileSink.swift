internal import CSndfile
public import DSP
public import SystemPackage

/// A new MP3 file that takes audio block by block (LAME, through libsndfile), with a frame that makes it gapless.
///
/// After an error, or without `close()`, the file is incomplete and stays on the disk; the caller removes it.
@safe public final class MP3FileSink: AudioSink {
    /// Sampling rate in hertz of every block: one of MPEG's, 8000...48,000.
    public let sampleRateHz: Int
    /// Number of channels of every block, 1 or 2.
    public let channelCount: Int

    private let file: OutputFile
    private var handle: OpaquePointer?

    /// Creates the file; one of that name must not exist.
    ///
    /// - Parameters:
    ///   - isVariableBitRate: Whether the bit rate follows the signal.
    ///   - compressionLevel: 0 (largest file, best sound) to 1 (smallest).
    public init(
        path: FilePath, sampleRateHz: Int, channelCount: Int, isVariableBitRate: Bool = false,
        compressionLevel: Double = 0.5
    ) throws(AudioFileError) {
        (self.sampleRateHz, self.channelCount) = (sampleRateHz, channelCount)
        var information = SF_INFO()
        information.samplerate = Int32(clamping: sampleRateHz)
        information.channels = Int32(clamping: channelCount)
        information.format = Int32(SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III)
        guard unsafe sf_format_check(&information) != 0 else {
            throw .wrongBlock("\(channelCount) channels of \(sampleRateHz) Hz cannot be stored as MP3")
        }
        file = try OutputFile(creating: path)
        unsafe handle = nil
        unsafe handle = try file.openSoundFile(mode: SFM_WRITE, &information)
        var mode = Int32(isVariableBitRate ? SF_BITRATE_MODE_VARIABLE : SF_BITRATE_MODE_CONSTANT)
        unsafe sf_command(handle, Int32(SFC_SET_BITRATE_MODE), &mode, Int32(MemoryLayout<Int32>.size))
        var level = compressionLevel
        unsafe sf_command(handle, Int32(SFC_SET_COMPRESSION_LEVEL), &level, Int32(MemoryLayout<Double>.size))
    }

    deinit { if let handle = unsafe handle { unsafe sf_close(handle) } }

    /// Appends a block of the file's rate and channels. Throws where the disk is full or the block does not fit.
    public func write(_ block: AudioBuffer) throws(AudioFileError) {
        guard let handle = unsafe handle else { throw .wrongBlock("the file is closed already") }
        guard block.sampleRateHz == sampleRateHz, block.channelCount == channelCount else {
            throw .wrongBlock("\(block.channelCount) channels of \(block.sampleRateHz) Hz")
        }
        let written = unsafe sf_writef_float(handle, SampleRounding.floats(block), sf_count_t(block.frameCount))
        if let failure = file.failure { throw failure }
        guard Int(written) == block.frameCount else { throw .codec(unsafe String(cString: sf_strerror(handle))) }
    }

    /// Completes the file and returns when it is on the disk. Further calls do nothing.
    public func close() throws(AudioFileError) {
        guard let open = unsafe handle else { return }
        unsafe handle = nil
        let status = unsafe sf_close(open)
        if let failure = file.failure { throw failure }
        guard status == 0 else { throw .codec(unsafe String(cString: sf_error_number(status))) }
        try file.synchroniseAndClose()
    }
}
