/// Texts from tags and analyses made fit for formats in which a line break or a tab means something.
enum PlainText {
    /// One line: control and line-separating characters become blanks, of which there is never more than one in a row
    /// and none at the ends.
    static func line(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var owesBlank = false
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned:
                owesBlank = !scalars.isEmpty
            default:
                if owesBlank { scalars.append(" ") }
                owesBlank = false
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
