/// Why a file of features cannot be used; the features can always be made anew from the audio.
public enum FeatureFileError: Error, Equatable, CustomStringConvertible {
    /// Another version of the analysis made it; the text says which, and `needed` is the one that would be understood.
    case foreign(String, needed: String)
    /// It is not what was written; the text says what was seen.
    case damaged(String)

    /// What was seen and what to do, in sentences.
    public var description: String {
        switch self {
        case .foreign(let reason, let needed):
            "The kept features are of another version of the analysis. \(reason) This version needs those of \(needed); "
                + "reprocess the song."
        case .damaged(let reason):
            "The kept features are damaged. \(reason) Reprocess the song."
        }
    }
}
