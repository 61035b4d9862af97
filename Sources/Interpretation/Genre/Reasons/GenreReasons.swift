import Tracks

/// Sentences that say why a song was taken for a genre: what counted most, with the measured values.
struct GenreReasons {
    /// A sentence tells at most so many features.
    private static let featuresPerSentence = 3
    private static let sentenceCount = 2...4
    /// Features that add less than this to the log-probability are no reasons.
    private static let leastContribution = 0.08
    /// A pattern that is played in less than this share of the song is none that anybody hears.
    private static let leastPresence = 0.05

    /// The sentences, the weightiest first; one that speaks against the genre comes last.
    let sentences: [String]
    /// The features that are told, in the order of the sentences.
    let features: [[GenreFeature]]

    init(_ genre: Genre, features measured: GenreFeatures, model: GenreModel, patterns: [ProgressionPattern]) {
        let contributions = model.contributions(to: genre, of: measured)
        let ranked = GenreFeature.allCases.filter { contributions[$0] != nil }
            .sorted { (contributions[$0] ?? 0) > (contributions[$1] ?? 0) }
        let speaking = ranked.filter { feature in
            (contributions[feature] ?? 0) >= Self.leastContribution
                && !(feature.needsPresence && (measured.values[feature] ?? 0) < Self.leastPresence)
        }
        let aspects = Dictionary(grouping: speaking, by: \.aspect)
        func weight(_ aspect: GenreAspect) -> Double {
            (aspects[aspect] ?? []).prefix(Self.featuresPerSentence).reduce(0) { $0 + (contributions[$1] ?? 0) }
        }
        let chosen = GenreAspect.allCases.filter { aspects[$0] != nil }
            .sorted { weight($0) > weight($1) }.prefix(Self.sentenceCount.upperBound)
        var told = chosen.map { Array((aspects[$0] ?? []).prefix(Self.featuresPerSentence)) }
        // A label is never without its numbers, even where each of many features counts for little.
        for feature in ranked where told.count < Self.sentenceCount.lowerBound {
            if feature != .minorKeyShare, !feature.needsPresence,
                !told.joined().contains(where: { $0.aspect == feature.aspect })
            {
                told.append([feature])
            }
        }
        var sentences = told.map { Self.sentence($0, measured, genre: genre, patterns: patterns) }
        if let against = ranked.last, (contributions[against] ?? 0) < -Self.leastContribution,
            let value = measured.values[against]
        {
            let subject = against.aspect.rawValue.lowercased()
            sentences.append("Against \(genre.rawValue) speaks, of the \(subject): \(against.phrase(value)).")
            told.append([against])
        }
        self.sentences = sentences
        self.features = told
    }

    private static func sentence(
        _ features: [GenreFeature], _ measured: GenreFeatures, genre: Genre, patterns: [ProgressionPattern]
    ) -> String {
        let aspect = features[0].aspect
        var phrases = features.compactMap { feature in measured.values[feature].map(feature.phrase) }
        if aspect == .tempo, let bpm = measured.values[.bpm], !features.contains(.bpm) {
            phrases.insert(GenreFeature.bpm.phrase(bpm), at: 0)
        }
        if aspect == .tempo, let bpm = measured.values[.bpm], TempoRange(genre).bpm.contains(bpm) {
            let range = TempoRange(genre).bpm
            phrases.append(
                "within the \(Figures.text(range.lowerBound, 0)) to \(Figures.text(range.upperBound, 0)) BPM "
                    + "that most \(genre.rawValue) has")
        }
        if aspect == .harmony, let pattern = patterns.first {
            let name = pattern.commonName.map { " (\($0))" } ?? ""
            phrases.insert("uses \(pattern.name)\(name)", at: 0)
        }
        return "\(aspect.rawValue): \(phrases.joined(separator: ", "))."
    }
}
