/// Why a mix cannot be separated.
public enum SeparationError: Error, Equatable, CustomStringConvertible {
    /// The mix is at another sampling rate than the separator works at.
    case wrongSampleRate(Int, required: Int)
    /// The mix is not in stereo.
    case wrongChannelCount(Int)
    /// The mix does not say how loud it is as a whole, and the separator needs it.
    case unknownLevel
    /// The weights do not fit the network; the text says what was seen and what is needed, in sentences.
    case unsuitableWeights(String)

    /// What was seen and what to do, in a sentence.
    public var description: String {
        switch self {
        case .wrongSampleRate(let rate, let required):
            "The mix is sampled at \(rate) Hz but the separator works at \(required) Hz; resample it first."
        case .wrongChannelCount(let count):
            "The mix has \(count) channels but the separator takes 2; mix it to stereo first."
        case .unknownLevel: "The mix's level is not known and the separator needs it; measure it first."
        case .unsuitableWeights(let reason): reason
        }
    }
}
