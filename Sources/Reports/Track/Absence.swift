internal import Tracks

/// Says of a field that is not there why it is not.
struct Absence {
    let warnings: [Warning]

    /// The reasons that warnings give for a field, or for what it is a part of.
    ///
    /// - Parameter field: path of names in the sidecar, such as "music_theory.harmonic.cadences".
    func reason(for field: String) -> String? {
        let path = field.split(separator: ".").map(String.init)
        // The nearest warning first: the field by any end of its path, then what it belongs to.
        for end in stride(from: path.count, to: 0, by: -1) {
            for begin in 0..<end {
                let name = path[begin..<end].joined(separator: ".")
                let reasons = warnings.filter { $0.field == name }.map(\.reason)
                if !reasons.isEmpty { return reasons.prefix(3).joined(separator: " ") }
            }
        }
        return nil
    }

    /// A sentence in place of what is not there.
    @MarkupBuilder func markup(_ what: String, field: String) -> Markup {
        Element("p", .class("absent")) {
            Element("b") { "\(what): not known. " }
            reason(for: field) ?? "No reason was recorded; songs analysed by an older version may lack it."
        }
    }
}
