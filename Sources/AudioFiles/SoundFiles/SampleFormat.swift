/// How samples are stored in a file that is written.
public enum SampleFormat: String, Sendable, CaseIterable {
    /// WAV, 16-bit integers.
    case wav16
    /// WAV, 24-bit integers.
    case wav24
    /// WAV, 32-bit floats, which hold any value unchanged.
    case wavFloat = "wav-float"
    /// FLAC, 24-bit integers, compressed without loss.
    case flac

    /// The usual ending of the file's name, without the dot.
    public var fileExtension: String { self == .flac ? "flac" : "wav" }

    /// Bits of a stored integer sample; `nil` for floats.
    var integerBitCount: Int? {
        switch self {
        case .wav16: 16
        case .wav24, .flac: 24
        case .wavFloat: nil
        }
    }
}
