/// Precision and recall, 0...1, with their harmonic mean (van Rijsbergen, Information Retrieval, 1979, chapter 7).
public struct PrecisionRecall: Equatable, Sendable {
    /// Share of the estimates that are right.
    public var precision: Double
    /// Share of the reference that was found.
    public var recall: Double

    /// Both shares.
    public init(precision: Double, recall: Double) {
        self.precision = precision
        self.recall = recall
    }

    /// The shares of so many hits; zero where there is nothing to find or nothing was found.
    public init(hits: Int, referenceCount: Int, estimateCount: Int) {
        precision = estimateCount == 0 ? 0 : Double(hits) / Double(estimateCount)
        recall = referenceCount == 0 ? 0 : Double(hits) / Double(referenceCount)
    }

    /// The F-measure that counts both alike.
    public var fMeasure: Double { fMeasure(beta: 1) }

    /// The F-measure that counts recall `beta` times as much as precision; zero where both are zero.
    public func fMeasure(beta: Double) -> Double {
        guard precision != 0 || recall != 0 else { return 0 }
        let weight = beta * beta
        return (1 + weight) * precision * recall / (weight * precision + recall)
    }
}
