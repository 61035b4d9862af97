internal import Tracks

/// A complexity with the parts that it is the mean of and the reasons.
struct ComplexityMarkup {
    let title: String
    let value: Double?
    let label: String?
    let parts: [ComplexityPart]
    let reasons: [String]?
    let absence: Absence
    let field: String

    @MarkupBuilder var markup: Markup {
        Element("h3") { title }
        if let value {
            Element("p") { Sentence.degree(value, label) }
            PageParts.reasons(reasons)
            if !parts.isEmpty {
                PageParts.table(
                    caption: "The parts that it is the mean of, each between simple (0) and complex (1)",
                    columns: ["Part", "Measured#", "Degree#", ""]
                ) {
                    for part in parts.prefix(40) {
                        let named = Names.feature(part.name, part.value)
                        Element("tr") {
                            PageParts.name(named.name)
                            PageParts.number(named.value)
                            PageParts.number(NumberText.decimal(part.degree, 2))
                            PageParts.bar(part.degree)
                        }
                    }
                }
            }
        } else {
            absence.markup(title, field: field)
        }
    }
}
