extension SongEvaluation {
    mutating func scoreTheory(_ truth: SongTruth, _ estimate: SongEstimate) throws(EvaluationError) {
        if let reference = truth.numerals, !reference.isEmpty, let numerals = estimate.numerals {
            let numeralScores = try NumeralScores(reference: reference, estimate: numerals)
            scores[.numeralExact] = numeralScores[.wholeFigure]
            scores[.numeralRootPosition] = numeralScores[.withoutInversion]
            scores[.numeralTriad] = numeralScores[.triad]
        }
        scoreCadences(truth, estimate)
        if let reference = truth.swingRatio, let ratio = estimate.swingRatio.value {
            scores[.swingError] = abs(ratio - reference)
        }
        if let reference = truth.genre, estimate.genre.isAsked {
            genre = GenreOutcome(truth: reference, estimate: estimate.genre.value ?? "")
            scores[.genre] = estimate.genre.value == reference ? 1 : 0
        }
    }

    /// A cadence is found where its goal is, within half a bar of the truth.
    private mutating func scoreCadences(_ truth: SongTruth, _ estimate: SongEstimate) {
        guard let reference = truth.cadences, let found = estimate.cadences,
            let downbeats = truth.downbeats?.seconds,
            let bar = Median.of(zip(downbeats, downbeats.dropFirst()).map { $1 - $0 })
        else { return }
        let counts = CadenceScores(reference: reference, estimate: found, windowSeconds: bar / 2)
        cadences = counts
        scores[.cadenceAuthentic] = counts["authentic"]?.fMeasure
        scores[.cadenceHalf] = counts["half"]?.fMeasure
    }
}
