/// Why a file gives no weights.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be read; the text says why.
    case unreadable(String)
    /// The file's content is not what its format demands; the text says what was seen, and what to do.
    case malformed(String)
    /// The file asks for something that weights do not need and that is not done, such as calling a function.
    case refused(String)

    /// What was seen and what to do, in sentences.
    public var description: String {
        switch self {
        case .unreadable(let reason): reason
        case .malformed(let reason): "\(reason) The file is damaged or no checkpoint; fetch it again."
        case .refused(let reason): "\(reason) Such a file is not opened; use one from a source you trust."
        }
    }
}
