/// The style of all pages, without anything that would have to be loaded.
enum StyleSheet {
    /// The style sheet, as it stands in the page.
    static let text = minified([colours, layout, tables, charts, library, print].joined(separator: "\n"))

    /// Without the white space that is for the reader of the source.
    private static func minified(_ text: String) -> String {
        text.split(separator: "\n").map { line in String(line.drop { $0 == " " }) }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}
