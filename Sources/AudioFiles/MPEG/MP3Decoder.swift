internal import CMpg123
internal import DSP
internal import Glibc

/// A libmpg123 handle that is fed whole frames and gives planar floats, without the encoder's delay and padding.
@safe final class MP3Decoder {
    private let handle: OpaquePointer
    private var frames: FrameReader
    private var isFed = false

    /// Number of frames so far that were refused by libmpg123, or were silenced since they gave bursts.
    private(set) var damagedFrameCount = 0
    /// Number of damaged stretches that were left out so far.
    var damagedStretchCount: Int { frames.damagedStretchCount }

    /// Decodes the frames of a stretch of a file.
    init(_ frames: FrameReader) throws(AudioFileError) {
        self.frames = frames
        var status = Int32(MPG123_OK.rawValue)
        guard let handle = unsafe mpg123_new(nil, &status) else {
            throw .codec("libmpg123 gives no decoder: \(unsafe String(cString: mpg123_plain_strerror(status)))")
        }
        unsafe self.handle = handle
        // Only whole frames are fed, so the decoder need not wait for the next to believe in one.
        let flags =
            MPG123_QUIET.rawValue | MPG123_GAPLESS.rawValue | MPG123_FORCE_FLOAT.rawValue
            | MPG123_SKIP_ID3V2.rawValue | MPG123_NO_READAHEAD.rawValue
        try set(MPG123_ADD_FLAGS, Int(flags))
        try set(MPG123_REMOVE_FLAGS, Int(MPG123_AUTO_RESAMPLE.rawValue))
        try set(MPG123_RVA, Int(MPG123_RVA_OFF.rawValue))
        try set(MPG123_RESYNC_LIMIT, MPEGFrameHeader.maximumFrameByteCount)
        // A growing index would make memory grow with duration; nothing here seeks.
        try set(MPG123_INDEX_SIZE, 0)
        try check(
            unsafe mpg123_format2(
                handle, 0, Int32(MPG123_MONO.rawValue | MPG123_STEREO.rawValue), Int32(MPG123_ENC_FLOAT_32.rawValue)))
    }

    deinit { unsafe mpg123_delete(handle) }

    /// The next frame that holds audio; `nil` at the end.
    func next() throws(AudioFileError) -> AudioBuffer? {
        if !isFed {
            guard try feed() else { return nil }
        }
        while true {
            var number = off_t()
            var audio: UnsafeMutablePointer<UInt8>?
            var byteCount = 0
            switch unsafe mpg123_decode_frame(handle, &number, &audio, &byteCount) {
            case Int32(MPG123_OK.rawValue):
                guard let audio = unsafe audio, byteCount > 0 else { continue }
                var block = try unsafe planar(UnsafeRawBufferPointer(start: audio, count: byteCount))
                if block.channels.contains(where: Self.isBurst) {
                    damagedFrameCount += 1
                    block = AudioBuffer(
                        sampleRateHz: block.sampleRateHz, channelCount: block.channelCount,
                        frameCount: block.frameCount)
                }
                return block
            case Int32(MPG123_NEW_FORMAT.rawValue): continue
            case Int32(MPG123_DONE.rawValue): return nil
            case Int32(MPG123_NEED_MORE.rawValue): if try !feed() { return nil }
            default:
                // A frame that cannot be decoded is left behind by feeding the next.
                damagedFrameCount += 1
                if try !feed() { return nil }
            }
        }
    }

    /// Whether samples are so far beyond full scale that only damaged data can have made them.
    ///
    /// The loudest master decodes to less than 2; a damaged frame gives bursts of thousands, or no numbers at all, that
    /// would ruin whatever is computed from them.
    private static func isBurst(_ samples: [Float]) -> Bool {
        var isBurst = false
        for sample in samples { isBurst = isBurst || !(abs(sample) <= 8) }
        return isBurst
    }

    /// Hands the next frame over; `false` at the end.
    private func feed() throws(AudioFileError) -> Bool {
        guard let frame = try frames.next() else { return false }
        if !isFed {
            // The length of free-format frames is found by looking ahead, which the decoder cannot do; it counts them
            // without their header.
            if let byteCount = frames.freeFormatByteCount { try set(MPG123_FREEFORMAT_SIZE, byteCount - 4) }
            try check(unsafe mpg123_open_feed(handle))
            isFed = true
        }
        try check(unsafe frame.withUnsafeBufferPointer { unsafe mpg123_feed(handle, $0.baseAddress, $0.count) })
        return true
    }

    private func planar(_ interleaved: UnsafeRawBufferPointer) throws(AudioFileError) -> AudioBuffer {
        var (rate, channelCount, encoding) = (Int(0), Int32(0), Int32(0))
        try check(unsafe mpg123_getformat(handle, &rate, &channelCount, &encoding))
        guard encoding == Int32(MPG123_ENC_FLOAT_32.rawValue), rate > 0, (1...2).contains(channelCount) else {
            throw .codec("libmpg123 chose an output format that was not asked for")
        }
        let samples = unsafe interleaved.bindMemory(to: Float.self)
        let stride = Int(channelCount)
        let frameCount = samples.count / stride
        let channels = (0..<stride).map { channel in
            unsafe [Float](unsafeUninitializedCapacity: frameCount) { buffer, filled in
                for i in 0..<frameCount { unsafe buffer[i] = samples[i * stride + channel] }
                filled = frameCount
            }
        }
        return AudioBuffer(sampleRateHz: rate, channels: channels)
    }

    private func set(_ parameter: mpg123_parms, _ value: Int) throws(AudioFileError) {
        try check(unsafe mpg123_param2(handle, Int32(parameter.rawValue), value, 0))
    }

    private func check(_ status: Int32) throws(AudioFileError) {
        if status != Int32(MPG123_OK.rawValue) { throw .codec(unsafe String(cString: mpg123_strerror(handle))) }
    }
}
