internal import Crypto
internal import FoundationEssentials

/// A self-contained HTML page: it loads nothing, and runs nothing but the one script that the program gives it.
struct Page: Sendable {
    /// The document's title.
    var title: String
    /// What the page shows, in a sentence.
    var description: String
    /// A script of the program's own; pages can be read without.
    var script: String?
    /// Everything visible.
    var body: Markup

    /// The page as text.
    var html: String {
        let style = StyleSheet.text
        var head = "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"/>"
        head +=
            Markup(
                "meta", [.init("http-equiv", "Content-Security-Policy"), .content(policy: policy(style))],
                content: .empty
            ).source
        head += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        head += "<meta name=\"color-scheme\" content=\"light dark\"/>"
        head += Markup("meta", [.init("name", "description"), .init("content", description)], content: .empty).source
        head += Markup("title", [], content: Markup(text: title)).source
        head += "<style>\(style)</style></head>\n<body>"
        let end = script.map { "<script>\($0)</script>" } ?? ""
        return head + body.source + end + "</body></html>\n"
    }

    private func policy(_ style: String) -> String {
        let scripts = script.map { "script-src 'sha256-\(Self.digest($0))'; " } ?? ""
        return
            "default-src 'none'; style-src 'sha256-\(Self.digest(style))'; \(scripts)base-uri 'none'; form-action 'none'"
    }

    private static func digest(_ text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
