/// What rhythmic complexity is made of; the raw values are the sidecar's names.
enum RhythmicMeasure: String, CaseIterable, Sendable {
    /// Longuet-Higgins & Lee's measure per bar, over the stems.
    case syncopationPerBar = "syncopation_per_bar"
    /// Entropy in bits of the drums' (without them, all notes') positions in the bar.
    case positionEntropy = "position_entropy_bits"
    /// Different bars of the drums (without them, of the accompaniment) by the number of bars.
    case patternVariety = "pattern_variety"
    /// Spread of the onsets around the grid after swing has been taken out, in milliseconds.
    case microtiming = "microtiming_ms"
    /// Mean change of the beats' length from one bar to the next, in percent.
    case tempoVariability = "tempo_variability_percent"
    /// Share of the bars that are not as long as most.
    case meterChanges = "meter_change_share"
    /// Share of the bars in polyrhythms and grouping dissonances.
    case polyrhythms = "polyrhythm_share"
}
