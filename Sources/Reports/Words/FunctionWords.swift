/// What a chord does in its key: in words, in a letter or two, and as a style rule that gives colour and pattern.
enum FunctionWords: String, CaseIterable {
    case tonic, tonicSub = "tonic_sub", subdominant, subdominantSub = "subdominant_sub", dominant
    case dominantSub = "dominant_sub", applied, mixture, other

    /// The function of a chord as the sidecar names it; what is not known is `other`.
    init(name: String?) { self = name.flatMap(FunctionWords.init(rawValue:)) ?? .other }

    /// "tonic substitute".
    var name: String {
        switch self {
        case .tonic: "tonic"
        case .tonicSub: "tonic substitute"
        case .subdominant: "subdominant"
        case .subdominantSub: "subdominant substitute"
        case .dominant: "dominant"
        case .dominantSub: "dominant substitute"
        case .applied: "applied dominant"
        case .mixture: "mixture"
        case .other: "other"
        }
    }

    /// "T", "Ts", ...
    var code: String {
        switch self {
        case .tonic: "T"
        case .tonicSub: "Ts"
        case .subdominant: "S"
        case .subdominantSub: "Ss"
        case .dominant: "D"
        case .dominantSub: "Ds"
        case .applied: "A"
        case .mixture: "M"
        case .other: "–"
        }
    }

    /// What it means for a listener, where the name does not say it.
    var meaning: String? {
        switch self {
        case .tonic: "home"
        case .subdominant: "leads away"
        case .dominant: "pulls back home"
        case .applied: "pulls to another chord"
        case .mixture: "from the parallel key"
        case .tonicSub, .subdominantSub, .dominantSub, .other: nil
        }
    }

    /// Name of the style rule.
    var style: String { "f-" + rawValue.map { $0 == "_" ? "-" : String($0) }.joined() }
}
