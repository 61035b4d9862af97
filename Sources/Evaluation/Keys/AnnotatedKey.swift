public import MusicTheory

/// A key as annotators write it: "C major", "Eb minor", "D other" for a mode that is neither, or "X" for none.
public struct AnnotatedKey: Hashable, Sendable {
    /// What kind of scale is annotated.
    public enum Scale: Hashable, Sendable {
        case major, minor, other
    }

    /// The first degree; `nil` for "X".
    public let tonic: PitchClass?
    /// The kind of scale; `nil` for "X".
    public let scale: Scale?

    /// The key of a scale on a tonic.
    public init(tonic: PitchClass, scale: Scale) {
        self.tonic = tonic
        self.scale = scale
    }

    /// A key that could not be named.
    public static let unknown = AnnotatedKey()

    private init() {
        tonic = nil
        scale = nil
    }

    /// Reads "C major", "eb minor", "F# min", "D dorian" (a scale other than major and minor) and "X".
    public init(_ name: some StringProtocol) throws(EvaluationError) {
        let words = name.split(separator: " ")
        if words.count == 1, words[0].lowercased() == "x" {
            self = .unknown
            return
        }
        guard words.count == 2, let tonic = PitchSpelling(words[0].prefix(1).uppercased() + words[0].dropFirst()) else {
            throw EvaluationError("\"\(name)\" is no key; write a tonic and a scale such as \"Eb minor\", or \"X\".")
        }
        let scale: Scale =
            switch words[1].lowercased() {
            case "major", "maj": .major
            case "minor", "min": .minor
            default: .other
            }
        self.init(tonic: tonic.pitchClass, scale: scale)
    }
}
