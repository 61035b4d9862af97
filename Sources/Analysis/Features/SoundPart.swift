/// The signals of a song that features are taken from.
enum SoundPart: String, CaseIterable, Sendable {
    /// The whole recording: evidence that no separation can have damaged.
    case mix
    case drums
    case bass
    case vocals
    /// What the other three leave of the mix.
    case other

    /// Groups of bands in which onsets of this part are counted.
    var onsetGroupCount: Int {
        switch self {
        case .mix, .drums, .other: OnsetBands.groupCount
        case .bass, .vocals: OnsetBands.groupCount / 2
        }
    }

    /// Parts whose pitches are evidence for the harmony.
    static let pitched: [SoundPart] = [.mix, .bass, .vocals, .other]
}
