import Glibc

/// An additive model: the log-probability of a genre is a constant and, for each feature, a piecewise linear function
/// of its value (Hastie & Tibshirani, Generalized Additive Models, 1990), so that every feature's share in the verdict
/// can be told.
struct GenreModel: Sendable {
    /// Log-probability of each genre before anything was heard, in the order of `Genre.allCases`.
    let constants: [Double]
    let curves: [GenreFeature: GenreCurve]
    /// What log-probabilities are divided by, so that they are as sure as they are right.
    let temperature: Double

    /// Genres with their probabilities, the most likely first.
    func probabilities(of features: GenreFeatures) -> [(genre: Genre, probability: Double)] {
        var scores = constants
        for feature in GenreFeature.allCases {
            guard let value = features.values[feature], let curve = curves[feature] else { continue }
            for (index, contribution) in curve.contributions(at: value).enumerated() { scores[index] += contribution }
        }
        let highest = scores.max() ?? 0
        let powers = scores.map { exp(($0 - highest) / temperature) }
        let sum = powers.reduce(0, +)
        return zip(Genre.allCases, powers.map { $0 / sum }).map { (genre: $0.0, probability: $0.1) }
            .sorted { $0.probability > $1.probability }
    }

    /// What each measured feature adds to a genre beside what it adds to the mean of all.
    func contributions(to genre: Genre, of features: GenreFeatures) -> [GenreFeature: Double] {
        let index = Genre.allCases.firstIndex(of: genre) ?? 0
        return features.values.reduce(into: [:]) { result, entry in
            result[entry.key] = curves[entry.key].map { $0.contributions(at: entry.value)[index] }
        }
    }

    /// Share of the measured features that lie far outside what the weights were found from.
    func strangeShare(of features: GenreFeatures) -> Double {
        let known = features.values.compactMap { feature, value in curves[feature].map { $0.isStrange(value) } }
        return known.isEmpty ? 0 : Double(known.count { $0 }) / Double(known.count)
    }
}
