/// One term of a query: a word, or a field with its value.
struct QueryTerm: Equatable {
    var field: String?
    var value: String
    var isNegated = false

    /// Splits a query at white space outside quotation marks. A backslash takes the next character as it is.
    static func terms(of text: String) throws(CatalogueError) -> [QueryTerm] {
        guard text.utf8.count <= 4096 else {
            throw .query("The query is longer than 4,096 bytes. Ask for less, or use `musigen sql`.")
        }
        var terms: [QueryTerm] = []
        var characters = Substring(text)
        while let first = characters.first {
            guard !first.isWhitespace else {
                characters.removeFirst()
                continue
            }
            terms.append(try term(&characters))
            guard terms.count <= 64 else {
                throw .query("The query has more than 64 terms. Ask for less, or use `musigen sql`.")
            }
        }
        return terms
    }

    private static func term(_ characters: inout Substring) throws(CatalogueError) -> QueryTerm {
        var term = QueryTerm(field: nil, value: "")
        if let first = characters.first, first == "^" || first == "-",
            characters.dropFirst().first?.isWhitespace == false
        {
            term.isNegated = true
            characters.removeFirst()
        }
        var isQuoted = false
        while let character = characters.popFirst() {
            switch character {
            case "\"":
                isQuoted.toggle()
            case "\\" where !characters.isEmpty:
                term.value.append(characters.removeFirst())
            case ":" where !isQuoted && term.field == nil:
                term.field = term.value.lowercased()
                term.value = ""
            case _ where character.isWhitespace && !isQuoted:
                return term
            default:
                term.value.append(character)
            }
        }
        guard !isQuoted else {
            throw .query("A quotation mark is not closed. Add the second one, or write \\\" for a mark.")
        }
        return term
    }
}
