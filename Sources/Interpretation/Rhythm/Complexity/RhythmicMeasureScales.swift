/// Made by `training/rhythmic-complexity/quantiles.py`.
enum RhythmicMeasureScales {
    /// The scale of a measure.
    static func scale(of measure: RhythmicMeasure) -> ComplexityScale {
        switch measure {
        case .syncopationPerBar: ComplexityScale(quantiles: [0.0615, 0.4143, 0.9506, 1.83, 2.815, 3.742, 9.726])
        case .positionEntropy: ComplexityScale(quantiles: [1.89, 2.854, 3.194, 3.442, 3.672, 3.792, 3.914])
        case .patternVariety: ComplexityScale(quantiles: [0.0485, 0.16, 0.2452, 0.3638, 0.5272, 0.6671, 1])
        case .microtiming: ComplexityScale(quantiles: [5.677, 7.695, 8.796, 10.34, 12.47, 15.97, 27.51])
        case .tempoVariability: ComplexityScale(quantiles: [0, 0, 0, 0, 0.179, 0.4162, 1.746])
        case .meterChanges: ComplexityScale(quantiles: [0, 0.02, 0.05, 0.1, 0.15, 0.18, 0.2])
        case .polyrhythms: ComplexityScale(quantiles: [0, 0.01, 0.025, 0.05, 0.075, 0.09, 0.1])
        }
    }
}
