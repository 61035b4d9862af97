import Tracks

/// Tells the genre of a song, and why.
struct GenreInterpretation {
    /// A genre that is less likely than this is not named.
    private static let leastProbability = 0.35
    /// Genres that are less likely than this are not named beside it.
    private static let leastSecondaryProbability = 0.1
    private static let mostSecondary = 3
    /// A song of which more of the features than this are unlike all that the model knows has no genre for it.
    private static let mostStrangeShare = 0.12
    /// Fewer measured features than this say nothing.
    private static let leastFeatures = 12

    private let features: GenreFeatures
    private let patterns: [ProgressionPattern]
    private let model: GenreModel

    init(
        _ analysis: TrackAnalysis, evidence: SongEvidence, harmonic: HarmonicResults, model: GenreModel = .trained
    ) {
        features = GenreFeatures(analysis, evidence: evidence)
        patterns = harmonic.patterns ?? []
        self.model = model
    }

    /// The genre with its rivals, its reasons and all features; "unknown" where none is likely enough. Where too little
    /// was heard there is no genre at all, and a warning says so.
    func results() -> (GenreResults, [Warning]) {
        var results = GenreResults()
        results.features = Dictionary(uniqueKeysWithValues: features.values.map { ($0.key.rawValue, $0.value) })
        guard features.values.count >= Self.leastFeatures else {
            let reason = "Too little music was heard to tell a genre."
            return (results, [Warning(field: "music_theory.genre.primary", reason: reason)])
        }
        let ranked = model.probabilities(of: features)
        let best = ranked[0]
        let strange = model.strangeShare(of: features)
        let isUnknown = best.probability < Self.leastProbability || strange > Self.mostStrangeShare
        results.primary = isUnknown ? "unknown" : best.genre.rawValue
        results.confidence = best.probability
        results.confidenceLabel = DegreeInWords.confidence(best.probability)
        results.confidenceBasis = Self.basis(best, isUnknown: isUnknown, strangeShare: strange)
        results.secondary = ranked[(isUnknown ? 0 : 1)...]
            .prefix(Self.mostSecondary).filter { $0.probability >= Self.leastSecondaryProbability }
            .map { GenreCandidate(name: $0.genre.rawValue, confidence: $0.probability) }
        results.reasons =
            GenreReasons(best.genre, features: features, model: model, patterns: patterns).sentences
        return (results, [])
    }

    private static func basis(
        _ best: (genre: Genre, probability: Double), isUnknown: Bool, strangeShare: Double
    ) -> String {
        let calibration =
            "The confidence is a probability that was calibrated only on songs rendered from notes; on the few "
            + "recordings that were tried it was much too high."
        guard isUnknown else { return calibration }
        if strangeShare > mostStrangeShare {
            return "\(Figures.percent(strangeShare)) of the features are unlike those of any song that the genres were "
                + "learnt from, so none is named; the nearest is \(best.genre.rawValue), which the reasons are for. "
                + calibration
        }
        return
            "No genre is likely enough to be named; the nearest is \(best.genre.rawValue), which the reasons are for. "
            + calibration
    }
}
