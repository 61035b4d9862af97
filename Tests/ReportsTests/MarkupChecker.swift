/// Checks that a page is well formed as XML is: every element closed in order, every attribute quoted and once, every
/// ampersand a reference, no control characters, every id once.
struct MarkupChecker {
    /// What is wrong; `nil` for a page without faults.
    private(set) var problem: String?
    /// How often each element occurs.
    private(set) var counts: [String: Int] = [:]
    /// Values of attributes by name.
    private(set) var values: [String: [String]] = [:]
    /// All text, with references resolved, but for style sheets and scripts.
    private(set) var text = ""

    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ page: String) {
        scalars = Array(page.unicodeScalars)
        problem = check()
    }

    private mutating func check() -> String? {
        var open: [String] = []
        guard starts(with: "<!DOCTYPE html>\n") else { return "no document type" }
        position = "<!DOCTYPE html>\n".unicodeScalars.count
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar != "<" {
                if scalar.properties.generalCategory == .control, scalar != "\n" {
                    return "a control character in a text"
                }
                if scalar == ">" { return "a stray >" }
                if scalar == "&" {
                    guard let resolved = reference() else { return "a bare ampersand" }
                    text.unicodeScalars.append(resolved)
                } else {
                    text.unicodeScalars.append(scalar)
                    position += 1
                }
                continue
            }
            position += 1
            if scalars[position] == "/" {
                position += 1
                let name = self.name()
                guard open.popLast() == name, take(">") else { return "</\(name)> closes something else" }
                continue
            }
            let name = self.name()
            guard !name.isEmpty else { return "a bare <" }
            counts[name, default: 0] += 1
            if let problem = attributes(of: name) { return problem }
            if take("/") {
                guard take(">") else { return "<\(name)/ does not end" }
                continue
            }
            guard take(">") else { return "<\(name) does not end" }
            if name == "style" || name == "script" {
                while position < scalars.count, !starts(with: "</\(name)>") { position += 1 }
            }
            open.append(name)
        }
        if !open.isEmpty { return "\(open) are not closed" }
        let ids = values["id"] ?? []
        return ids.count == Set(ids).count ? nil : "an id occurs twice"
    }

    private mutating func attributes(of element: String) -> String? {
        var seen: Set<String> = []
        while take(" ") {
            let name = self.name()
            guard !name.isEmpty, seen.insert(name).inserted, take("="), take("\"") else {
                return "an attribute of <\(element)> is malformed: \(name)"
            }
            guard !name.hasPrefix("on"), name != "style" else { return "<\(element)> has the attribute \(name)" }
            var value = ""
            while position < scalars.count, scalars[position] != "\"" {
                if scalars[position] == "<" { return "a bare < in \(name)" }
                if scalars[position] == "&" {
                    guard let resolved = reference() else { return "a bare ampersand in \(name)" }
                    value.unicodeScalars.append(resolved)
                } else {
                    value.unicodeScalars.append(scalars[position])
                    position += 1
                }
            }
            position += 1
            values[name, default: []].append(value)
        }
        return nil
    }

    private mutating func reference() -> Unicode.Scalar? {
        for (name, scalar) in [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")]
            as [(String, Unicode.Scalar)] where starts(with: name)
        {
            position += name.unicodeScalars.count
            return scalar
        }
        return nil
    }

    private mutating func name() -> String {
        var name = ""
        while position < scalars.count,
            scalars[position].properties.isAlphabetic || "-0123456789:".unicodeScalars.contains(scalars[position])
        {
            name.unicodeScalars.append(scalars[position])
            position += 1
        }
        return name
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard position < scalars.count, scalars[position] == scalar else { return false }
        position += 1
        return true
    }

    private func starts(with text: String) -> Bool {
        scalars[position...].starts(with: text.unicodeScalars)
    }
}
