public import Tracks

/// Explains a song's rhythm from its beats and bars and from where the notes of each voice begin.
public struct RhythmicInterpretation {
    private let analysis: TrackAnalysis
    private let evidence: SongEvidence

    /// An interpretation of what was found and heard.
    public init(_ analysis: TrackAnalysis, evidence: SongEvidence) {
        self.analysis = analysis
        self.evidence = evidence
    }

    /// All of rhythm but the time signature, and what could not be said.
    public func results() -> (RhythmicResults, [Warning]) {
        var results = RhythmicResults()
        var warnings: [Warning] = []
        results.onsets = tracks
        results.noteDensity = NoteDensityCount.density(
            of: evidence.onsets, durationSeconds: evidence.durationSeconds, beats: analysis.beats.map(\.timeSeconds),
            sections: analysis.sections)
        let fields = ["syncopation", "metric_hierarchy", "swing_ratio", "polyrhythms", "complexity"]
        func warn(_ fields: [String], _ reason: String) {
            warnings += fields.map { Warning(field: "music_theory.rhythmic.\($0)", reason: reason) }
        }
        guard evidence.onsets.values.contains(where: { !$0.isEmpty }) else {
            warn(fields, "No onsets of notes were heard, so nothing can be said of their rhythm.")
            return (results, warnings)
        }
        guard let bars = BarGrid(analysis) else {
            warn(fields, "There are fewer than two whole bars, so the notes' places in the bar are unknown.")
            return (results, warnings)
        }
        let grid = OnsetGrid(evidence.onsets, bars: bars)
        if bars.isSimple {
            results.swingRatio = SwingRatio.estimate(grid.onsets).map { RhythmPrecision.thousandths($0.ratio) }
            if results.swingRatio == nil {
                warn(["swing_ratio"], "Too few off-beat eighths are played to tell whether they swing.")
            }
        } else {
            warn(["swing_ratio"], "The beats of this meter do not divide into two eighths that could swing.")
        }
        describe(grid, in: &results)
        if results.syncopation == nil {
            warn(["syncopation"], "No stem plays in four bars or more, so its syncopation cannot be measured.")
        }
        if results.metricHierarchy == nil {
            warn(["metric_hierarchy"], "No notes were heard in whole bars, so there are no accents to compare.")
        }
        return (results, warnings)
    }

    private func describe(_ grid: OnsetGrid, in results: inout RhythmicResults) {
        let swing = results.swingRatio
        let syncopation = SyncopationAnalysis(grid, swingRatio: swing)
        if let index = syncopation.index {
            results.syncopation = index
            // The most that a meter allows is far from what music does, so the word compares with other songs.
            let degree = RhythmicMeasureScales.scale(of: .syncopationPerBar).degree(of: syncopation.perBar)
            results.syncopationLabel = DegreeInWords.confidence(degree)
            results.syncopationByStem = syncopation.indexByStem
            results.syncopationMeasures = syncopation.measures
        }
        results.metricHierarchy = AccentProfile(grid, swingRatio: swing)?.hierarchy
        var polyrhythms = PolyrhythmSearch(grid)
        var groupings = GroupingSearch(grid, swingRatio: swing)
        let found = (polyrhythms.results() + groupings.results()).sorted { $0.startBar < $1.startBar }
        results.polyrhythms = found
        let measures = RhythmicMeasurement(grid, swingRatio: swing).measures(
            syncopation: syncopation, polyrhythms: found)
        let complexity = RhythmicComplexity(measures: measures, swingRatio: swing)
        results.complexity = complexity.value
        results.complexityLabel = complexity.value.map { DegreeInWords.confidence($0) }
        results.complexityParts = complexity.parts
        results.complexityReasons = complexity.reasons
    }

    /// The evidence as the sidecar has it: to the millisecond, strengths to a hundredth.
    private var tracks: [String: OnsetTrack] {
        var result: [String: OnsetTrack] = [:]
        for voice in Voice.allCases {
            let onsets = evidence.onsets[voice] ?? []
            result[voice.rawValue] = OnsetTrack(
                timesSeconds: onsets.map { RhythmPrecision.thousandths($0.timeSeconds) },
                strengths: onsets.map { RhythmPrecision.hundredths($0.strength) })
        }
        return result
    }
}
