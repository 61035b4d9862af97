@testable import Analysis
import Tracks

/// What the training recipe is told of a song.
struct SongDump: Encodable {
    let lines: [Double]
    let hasLeadIn: Bool
    /// Evidence of each line [lines, BoundaryEvidence.count].
    let evidence: [[Float]]
    /// Rows with which the true sections begin.
    let starts: [Int]
    /// Likeness of the true sections: 1 and 0, 2 and 0, 2 and 1, ...
    let pairs: [[Float]]
    /// What is known of singing in each bar.
    let singing: [[Float]]
    /// What the analysis finds with its present weights.
    let found: [Section]

    init(_ features: SongFeatures, truth: KnownSong) throws {
        let duration = features.durationSeconds
        let bars = BarLines(downbeats: truth.downbeats, durationSeconds: duration)
        let grid = HarmonyCells.grid(truth.rhythm, durationSeconds: duration)
        var heard: HarmonyPosteriors?
        if features.hasScale {
            heard = try TrainedNetworks.builtIn.get().harmony(
                HarmonyInput(features, tuningSemitones: features.tuningSemitones, boundaries: grid.boundaries))
        }
        let decoded = heard.map { HarmonyDecoder().decode($0, grid: grid, constraints: HarmonyConstraints(key: nil)) }
        let input = FormInput(
            features: features, harmony: heard.map { CellChroma($0, boundaries: grid.boundaries) },
            keyChangeSeconds: (decoded?.keyRegions ?? []).dropFirst().map(\.startSeconds), lines: bars,
            beatsPerBar: truth.meter)
        let similarity = BarSimilarity(input)
        let evidence = BoundaryEvidence(input, similarity: similarity)
        let columns = BoundaryEvidence.count
        self.evidence = (0..<evidence.lineCount).map {
            Array(evidence.values[($0 * columns)..<(($0 + 1) * columns)])
        }
        lines = input.barLines
        hasLeadIn = input.hasLeadIn
        starts = truth.starts(bars)
        let ranges = zip(starts, starts.dropFirst() + [input.barCount]).map { $0..<$1 }
        let likeness = SectionLikeness(similarity)
        pairs = ranges.indices.flatMap { a in (0..<a).map { likeness.features(ranges[a], ranges[$0]) } }
        singing = Singing.features(input)
        found = FormAnalysis(input).sections()
    }
}
