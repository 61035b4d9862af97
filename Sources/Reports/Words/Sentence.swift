/// Sentences of parts, some of which may be missing.
enum Sentence {
    /// The parts that are there, one after the other.
    static func of(_ parts: String?...) -> String { parts.compactMap { $0 }.joined() }

    /// A figure from 0 to 1 with its word: "0.57 on a scale from 0 to 1: moderate."
    static func degree(_ value: Double, _ label: String?) -> String {
        of("\(NumberText.decimal(value, 2)) on a scale from 0 to 1", label.map { ": \($0)" }, ".")
    }
}
