public import SystemPackage

/// A bounded look at a file that may be an MP3: what it is and, where it is one, whether all of it is there.
///
/// Nothing is decoded and nothing claimed by the file is believed; a few hundred kilobytes are read at most.
public enum MPEGAudioInspection: Sendable, Equatable {
    /// MPEG audio, by a chain of frame headers.
    case mpegAudio(MPEGAudioFile)
    /// No bytes at all.
    case empty
    /// Only a beginning: an ID3 tag without audio behind it, or reserved space with nothing written yet. More may come.
    case onlyBeginning(presentBytes: Int64, expectedBytes: Int64?)
    /// Less than one frame of audio, and no sign that more is to come.
    case tooShort(presentBytes: Int64)
    /// A known format that is not MPEG audio.
    case otherFormat(String)
    /// Neither MPEG audio nor anything known.
    case unrecognised

    /// Inspects an open file; the descriptor's offset is neither used nor moved.
    public init(of descriptor: FileDescriptor) throws(AudioFileError) {
        try self.init(of: OpenFile(duplicating: descriptor))
    }

    /// Inspects the file at a path.
    public init(ofFileAt path: FilePath) throws(AudioFileError) {
        try self.init(of: OpenFile(path: path))
    }

    init(of file: OpenFile) throws(AudioFileError) {
        guard file.size > 0 else {
            self = .empty
            return
        }
        let tags = try LeadingTags(file)
        let head = try file.bytes(at: 0, count: 64)
        let behindTags = try file.bytes(at: tags.end, count: 64)
        if let format = FileSignature.format(head.span) ?? FileSignature.format(behindTags.span) {
            self = .otherFormat(format)
        } else if let audio = try MPEGAudioFile.inspect(file, tags: tags) {
            self = audio
        } else {
            self = try Self.withoutAudio(file, tags: tags)
        }
    }

    private static func withoutAudio(
        _ file: OpenFile, tags: LeadingTags
    ) throws(AudioFileError) -> MPEGAudioInspection {
        if tags.claimedEnd != nil || tags.end > 0 && tags.end == file.size {
            return .onlyBeginning(presentBytes: file.size, expectedBytes: tags.claimedEnd)
        }
        let beginning = try file.bytes(at: tags.end, count: MPEGAudioFile.searchedByteCount)
        if beginning.count >= 512, beginning.span.isZero(beginning.indices) {
            return .onlyBeginning(presentBytes: tags.end, expectedBytes: file.size)
        }
        return FileSignature.isPlainText(Array(beginning.prefix(4096))) ? .otherFormat("plain text") : .unrecognised
    }

    /// Whether all of a file is there as far as can be told; `nil` where it is not MPEG audio in the first place.
    public var completeness: MPEGAudioFile.Completeness? {
        switch self {
        case .mpegAudio(let audio): audio.completeness
        case .onlyBeginning(let present, let expected): .truncated(presentBytes: present, expectedBytes: expected)
        default: nil
        }
    }
}

extension MPEGAudioInspection: CustomStringConvertible {
    /// A sentence for people, without the file's name.
    public var description: String {
        switch self {
        case .mpegAudio(let audio):
            switch audio.completeness {
            case .complete: "This is \(audio.version.rawValue) Layer \(audio.layer) audio, \(audio.sampleRateHz) Hz."
            case .truncated(let present, let expected?):
                "The audio is incomplete: \(present) of \(expected) bytes are there; copy the file again."
            case .truncated(let present, nil):
                "The audio is incomplete: it breaks off after \(present) bytes; copy the file again."
            }
        case .empty: "This is not MP3 audio: the file is empty."
        case .onlyBeginning(let present, let expected?):
            "There is no audio yet: only the first \(present) of \(expected) bytes are there; copy the file again."
        case .onlyBeginning(let present, nil):
            "There is no audio yet: the file ends after its tag, at \(present) bytes; copy the file again."
        case .tooShort(let present): "This is not music: there are only \(present) bytes of audio, less than one frame."
        case .otherFormat("plain text"): "This is not MP3 audio: it looks like plain text."
        case .otherFormat(let format): "This is not MP3 audio: it is \(format)."
        case .unrecognised: "This is not MP3 audio: no MPEG frames were found, and the format is unknown."
        }
    }
}
