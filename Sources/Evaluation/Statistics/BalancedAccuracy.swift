/// Accuracy that a guess of the commonest class does not raise.
public enum BalancedAccuracy {
    /// The mean, over the true classes, of the share of right answers (Brodersen et al., "The balanced accuracy and its
    /// posterior distribution", ICPR 2010); `nil` without answers.
    public static func of(_ outcomes: [SongEvaluation.MeterOutcome]) -> Double? {
        let recalls = Dictionary(grouping: outcomes, by: \.truth).values
            .map { Double($0.count { $0.isRight }) / Double($0.count) }
        // Dictionaries have no order; sums in another order differ in the last digit.
        return recalls.isEmpty ? nil : recalls.sorted().reduce(0, +) / Double(recalls.count)
    }
}
