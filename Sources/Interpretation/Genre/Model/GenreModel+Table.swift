extension GenreModel {
    /// The model of `table`, which `training/genre-songs/fit.py` writes.
    static let trained = GenreModel(table: table)

    /// Reads a table: a line "temperature T", a line "constants" with a number for each genre, for each feature a line
    /// "feature NAME LOWEST HIGHEST" and for each of its knots a line with the knot and a number for each genre.
    ///
    /// - Precondition: The table is well-formed.
    init(table: String) {
        var (temperature, constants): (Double, [Double]) = (1, [])
        var curves: [GenreFeature: GenreCurve] = [:]
        var current: (feature: GenreFeature, seen: ClosedRange<Double>)?
        var rows: [[Double]] = []
        func close() {
            guard let current else { return }
            precondition(
                !rows.isEmpty && rows.allSatisfy { $0.count == Genre.allCases.count + 1 }, "A knot lacks weights.")
            curves[current.feature] = GenreCurve(
                knots: rows.map { $0[0] }, weights: rows.map { Array($0.dropFirst()) }, seen: current.seen)
            rows = []
        }
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            let numbers = words.compactMap { Double($0) }
            switch words[0] {
            case "temperature": temperature = numbers[0]
            case "constants": constants = numbers
            case "feature":
                close()
                guard let feature = GenreFeature(rawValue: String(words[1])), numbers.count == 2 else {
                    preconditionFailure("The table has a feature that is not known: \(words[1]).")
                }
                current = (feature, numbers[0]...numbers[1])
            default:
                precondition(numbers.count == words.count, "The table has a line that is not understood: \(line).")
                rows.append(numbers)
            }
        }
        close()
        precondition(constants.count == Genre.allCases.count && temperature > 0, "The table lacks constants.")
        self.init(constants: constants, curves: curves, temperature: temperature)
    }
}
