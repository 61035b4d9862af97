public import SystemPackage

/// Why an audio file cannot be read or written. `description` is a sentence for people, without the file's name.
public enum AudioFileError: Error, Sendable, Equatable {
    /// The file cannot be opened or created.
    case cannotOpen(Errno)
    /// The path names a folder, a pipe, a device or a socket.
    case notARegularFile
    /// A file of that name is there already; nothing is ever overwritten.
    case alreadyExists
    /// Reading failed in the middle (`EIO`, a network share that went away, ...).
    case cannotRead(Errno)
    /// Writing failed; `ENOSPC` and `EDQUOT` mean that the disk is full.
    case cannotWrite(Errno)
    /// The contents are not audio that can be decoded; the sentence says what they are.
    case notAudio(String)
    /// The decoder or encoder refused; the text is what it said.
    case codec(String)
    /// More audio than allowed.
    case tooLong(maximumSeconds: Double)
    /// More channels than allowed, or none.
    case channelCount(Int, maximum: Int)
    /// A sampling rate outside the allowed range.
    case sampleRate(Int, minimumHz: Int, maximumHz: Int)
    /// The file became longer or shorter while it was read.
    case changedWhileReading
    /// A block that does not fit the file being written.
    case wrongBlock(String)
    /// The finished file does not hold what was written to it.
    case incompletelyWritten(expectedFrames: Int, foundFrames: Int)
    /// A WAV file that was not announced as a large one passed 4 GiB.
    case tooLargeForWAV

    /// The system's error number where there is one.
    public var errno: Errno? {
        switch self {
        case .cannotOpen(let errno), .cannotRead(let errno), .cannotWrite(let errno): errno
        default: nil
        }
    }

    /// Whether the cause is a full disk or quota, which may pass; no other write error does.
    public var isDiskFull: Bool { errno == .noSpace || errno == .diskQuotaExceeded }
}

extension AudioFileError: CustomStringConvertible {
    /// What was seen and what to do, in full sentences.
    public var description: String {
        switch self {
        case .cannotOpen(let errno): "The file cannot be opened (\(errno)); check that it is there and its permissions."
        case .notARegularFile: "This is a folder, pipe, device or socket; only regular files are read."
        case .alreadyExists: "A file of that name exists already; nothing was written."
        case .cannotRead(let errno): "Reading the file failed (\(errno)); check the disk or network share."
        case .cannotWrite(let errno) where isDiskFull: "The disk is full (\(errno)); make room and try again."
        case .cannotWrite(let errno): "Writing the file failed (\(errno)); check the disk."
        case .notAudio(let sentence): sentence
        case .codec(let text): "The audio cannot be decoded or encoded: \(text). Try to convert the file again."
        case .tooLong(let seconds): "There are more than \(seconds) s of audio; split the recording into shorter files."
        case .channelCount(let count, let maximum): "The file has \(count) channels; 1 to \(maximum) are accepted."
        case .sampleRate(let rate, let minimum, let maximum):
            "The sampling rate is \(rate) Hz; \(minimum) to \(maximum) Hz are accepted."
        case .changedWhileReading: "The file changed while it was read; wait until it is complete and try again."
        case .wrongBlock(let text): "A block of audio does not fit the file being written: \(text)."
        case .incompletelyWritten(let expected, let found):
            "The written file holds \(found) frames instead of \(expected); it is not usable, write it again."
        case .tooLargeForWAV: "The audio passed 4 GiB, the most a plain WAV file can hold; write FLAC or RF64."
        }
    }
}
