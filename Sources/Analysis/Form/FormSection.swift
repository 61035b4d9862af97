/// A section on the way to being printed.
struct FormSection: Sendable, Equatable {
    /// Rows of the form's input.
    var range: Range<Int>
    /// Index of its letter.
    var letter: Int
    /// 0...1.
    var confidence: Double
}
