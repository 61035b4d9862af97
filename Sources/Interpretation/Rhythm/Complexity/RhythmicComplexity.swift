import Tracks

/// How complex a song's rhythm is: the mean of what its measures amount to beside other music, with reasons.
struct RhythmicComplexity: Sendable {
    let parts: [ComplexityPart]
    /// Mean of the parts' degrees, 0...1; `nil` without parts.
    let value: Double?
    /// Sentences with the numbers, the furthest from the ordinary first.
    let reasons: [String]

    init(measures: [RhythmicMeasure: Double], swingRatio: Double?) {
        var parts: [(measure: RhythmicMeasure, part: ComplexityPart)] = []
        for measure in RhythmicMeasure.allCases {
            guard let value = measures[measure] else { continue }
            let degree = RhythmicMeasureScales.scale(of: measure).degree(of: value)
            parts.append(
                (
                    measure,
                    ComplexityPart(
                        name: measure.rawValue, value: RhythmPrecision.thousandths(value),
                        degree: RhythmPrecision.thousandths(degree))
                ))
        }
        self.parts = parts.map(\.part)
        value =
            parts.isEmpty
            ? nil
            : RhythmPrecision.thousandths(parts.reduce(0) { $0 + $1.part.degree } / Double(parts.count))
        var sentences = parts.filter { $0.measure.isTelling($0.part.value) }
            .sorted { abs($0.part.degree - 0.5) > abs($1.part.degree - 0.5) }
            .map { $0.measure.sentence($0.part.value, degree: $0.part.degree) }
        if let swingRatio, swingRatio >= 0.54 {
            sentences.append(
                "The off-beat eighths swing: they lie at \(Figures.percent(swingRatio)) of the beat.")
        }
        reasons = sentences
    }
}

extension RhythmicMeasure {
    /// Whether there is something to say about a value: that nothing happens is worth no sentence.
    func isTelling(_ value: Double) -> Bool {
        switch self {
        case .meterChanges, .polyrhythms: value > 0
        default: true
        }
    }

    /// A sentence with the value and how it compares.
    func sentence(_ value: Double, degree: Double) -> String {
        let comparison = "more than in \(Figures.percent(degree)) of the reference songs"
        switch self {
        case .syncopationPerBar:
            return
                "Syncopation is \(Figures.text(value, 1)) per bar by Longuet-Higgins and Lee's measure, \(comparison)."
        case .positionEntropy:
            return "Notes spread over the bar's positions with \(Figures.text(value, 1)) bits, \(comparison)."
        case .patternVariety:
            return "\(Figures.percent(value)) of the bars bring a rhythm that was not there before, \(comparison)."
        case .microtiming:
            return "Onsets scatter by \(Figures.text(value, 0)) ms around the grid, \(comparison)."
        case .tempoVariability:
            return "The length of the beats varies by \(Figures.text(value, 1)) % from bar to bar, \(comparison)."
        case .meterChanges:
            return "\(Figures.percent(value)) of the bars are longer or shorter than most."
        case .polyrhythms:
            return "\(Figures.percent(value)) of the bars hold a polyrhythm or a grouping against the meter."
        }
    }
}
