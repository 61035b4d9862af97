/// What one feature says for each genre: a line through points, level beyond the first and the last.
struct GenreCurve: Sendable, Equatable {
    /// Values of the feature, ascending.
    let knots: [Double]
    /// Log-probability that each knot adds to each genre, in the order of `Genre.allCases`; without more than one knot
    /// the feature says nothing.
    let weights: [[Double]]
    /// The values that songs had from which the weights were found.
    let seen: ClosedRange<Double>

    /// What a value adds to each genre.
    func contributions(at value: Double) -> [Double] {
        guard let above = knots.firstIndex(where: { $0 > value }) else { return weights[knots.count - 1] }
        guard above > 0 else { return weights[0] }
        let share = (value - knots[above - 1]) / (knots[above] - knots[above - 1])
        return zip(weights[above - 1], weights[above]).map { $0 + share * ($1 - $0) }
    }

    /// Whether a value is further from what was seen than half of its width.
    func isStrange(_ value: Double) -> Bool {
        let margin = 0.5 * (seen.upperBound - seen.lowerBound)
        return value < seen.lowerBound - margin || value > seen.upperBound + margin
    }
}
