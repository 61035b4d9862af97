extension Voice {
    /// The voice in a sentence.
    var name: String {
        switch self {
        case .hiHat: "hi-hat"
        case .other: "accompaniment"
        case .vocals: "singing"
        case .kick, .snare, .bass: rawValue
        }
    }
}
