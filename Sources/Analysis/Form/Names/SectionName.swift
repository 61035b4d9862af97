/// What a section can be called, in the order of the naming model's classes.
enum SectionName: String, CaseIterable, Sendable {
    case intro
    case verse
    case preChorus = "pre-chorus"
    case chorus
    case bridge
    case solo
    case instrumental
    case outro
    /// Anything else; never printed.
    case other
}
