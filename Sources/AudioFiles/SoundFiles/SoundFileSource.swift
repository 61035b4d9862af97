internal import CSndfile
public import DSP
public import SystemPackage

/// A WAV (also RF64), FLAC, AIFF or Ogg file as audio, in floats of full scale 1.
///
/// One value serves one thread at a time.
@safe public final class SoundFileSource: AudioSource {
    /// Sampling rate in hertz.
    public let sampleRateHz: Int
    /// Number of channels.
    public let channelCount: Int
    /// Known only where the file's size proves it (uncompressed samples).
    public let frameCount: Int?

    private let handle: OpaquePointer
    private let stream: DescriptorStream
    private let limits: AudioFile.Limits
    private var readCount = 0

    /// The names that `MPEGAudioInspection` gives to what this reads.
    static let readableFormats: Set<String> = ["WAV", "FLAC", "AIFF", "Ogg"]

    /// Opens the file at a path.
    public convenience init(path: FilePath, limits: AudioFile.Limits = .init()) throws(AudioFileError) {
        try self.init(OpenFile(path: path), limits: limits)
    }

    /// Opens a descriptor, which is duplicated; its offset is neither used nor moved.
    public convenience init(
        descriptor: FileDescriptor, limits: AudioFile.Limits = .init()
    ) throws(AudioFileError) {
        try self.init(OpenFile(duplicating: descriptor), limits: limits)
    }

    init(_ file: OpenFile, limits: AudioFile.Limits) throws(AudioFileError) {
        // libsndfile knows many rare formats; hostile files shall not reach their parsers.
        let head = try file.bytes(at: 0, count: 64)
        guard let format = FileSignature.format(head.span), Self.readableFormats.contains(format) else {
            throw .notAudio("This is not a WAV, FLAC, AIFF or Ogg file.")
        }
        let stream = DescriptorStream(file)
        var callbacks = unsafe SF_VIRTUAL_IO(
            get_filelen: { unsafe $0.map { unsafe DescriptorStream.of($0).length } ?? -1 },
            seek: { offset, whence, context in
                unsafe context.map { unsafe DescriptorStream.of($0).seek(offset, whence) } ?? -1
            },
            read: { bytes, count, context in
                guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
                let buffer = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))
                return sf_count_t(max(0, unsafe DescriptorStream.of(context).read(into: buffer)))
            },
            write: { _, _, _ in 0 },
            tell: { unsafe $0.map { unsafe DescriptorStream.of($0).position } ?? -1 })
        var information = SF_INFO()
        // The stream outlives the handle: both belong to this object, which closes the handle first.
        let context = unsafe Unmanaged.passUnretained(stream).toOpaque()
        guard let handle = unsafe sf_open_virtual(&callbacks, Int32(SFM_READ), &information, context) else {
            throw stream.failure ?? .codec("libsndfile cannot open it: \(unsafe String(cString: sf_strerror(nil)))")
        }
        unsafe self.handle = handle
        (self.stream, self.limits) = (stream, limits)
        (sampleRateHz, channelCount) = (Int(information.samplerate), Int(information.channels))
        let coding = Int(information.format) & SF_FORMAT_SUBMASK
        let isPCM = [
            SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32, SF_FORMAT_PCM_U8, SF_FORMAT_PCM_S8, SF_FORMAT_FLOAT,
        ].contains(coding)
        let frames = Int(information.frames)
        frameCount =
            isPCM && format != "FLAC" && frames >= 0 && Int64(frames) <= file.size ? frames : nil
        try limits.check(sampleRateHz: sampleRateHz, channelCount: channelCount)
    }

    deinit { unsafe sf_close(handle) }

    /// The next frames; empty at the end. Throws where the file cannot be read on.
    public func read(maximumFrameCount: Int) throws(AudioFileError) -> AudioBuffer {
        let wanted = max(1, min(maximumFrameCount, 1 << 20))
        var filledFrames = 0
        let interleaved = unsafe [Float](unsafeUninitializedCapacity: wanted * channelCount) { buffer, filled in
            filledFrames = Int(max(0, unsafe sf_readf_float(handle, buffer.baseAddress, sf_count_t(wanted))))
            filled = filledFrames * channelCount
        }
        if let failure = stream.failure { throw failure }
        if filledFrames == 0, unsafe sf_error(handle) != Int32(SF_ERR_NO_ERROR) {
            throw .codec(unsafe String(cString: sf_strerror(handle)))
        }
        readCount += filledFrames
        try limits.check(frameCount: readCount, sampleRateHz: sampleRateHz)
        let channels = (0..<channelCount).map { channel in
            unsafe [Float](unsafeUninitializedCapacity: filledFrames) { buffer, filled in
                for i in 0..<filledFrames { unsafe buffer[i] = interleaved[i * channelCount + channel] }
                filled = filledFrames
            }
        }
        return AudioBuffer(sampleRateHz: sampleRateHz, channels: channels)
    }
}

extension DescriptorStream {
    /// The stream that a callback's context points to.
    static func of(_ context: UnsafeMutableRawPointer) -> DescriptorStream {
        unsafe Unmanaged<DescriptorStream>.fromOpaque(context).takeUnretainedValue()
    }
}
