import Glibc
import Interpretation
import MusicTheory
import Tracks

/// Runs the decoders over what was heard of a song and gathers what they find.
struct SongAnalysis {
    /// Speech and noise have a key for the networks too: where nothing recurs, they are believed half.
    private static let trustWithoutPulse = 0.5

    private let features: SongFeatures
    private let corrections: Corrections

    init(_ features: SongFeatures, corrections: Corrections) {
        self.features = features
        self.corrections = corrections
    }

    func result(progress: (Double) throws -> Void) throws -> TrackAnalysis {
        var result = TrackAnalysis()
        let rhythm = try RhythmDecoder(
            activations: features.rhythm, musicSeconds: features.musicSeconds, corrections: corrections
        ).estimate()
        try progress(0.4)
        if let rhythm {
            RhythmDescription(
                rhythm: rhythm, strength: OnsetEnvelope(features).strength, corrections: corrections
            ).describe(in: &result)
        } else {
            result.warnings.append(
                Warning(field: "bpm", reason: "No regular pulse was found, so there are no tempo, beats or bars."))
        }
        let grid = HarmonyCells.grid(rhythm, durationSeconds: features.durationSeconds)
        let heard = try harmony(grid)
        try progress(0.7)
        try describe(heard, grid, in: &result)
        try progress(0.9)
        result.sections = sections(rhythm, heard, grid, in: result)
        if result.sections.isEmpty {
            result.warnings.append(
                Warning(field: "sections", reason: "There is too little music to divide it into sections."))
        }
        result.musicTheory = interpretation(of: &result)
        try progress(1)
        return result
    }

    /// Harmony, rhythm and genre; what could not be said is added to the warnings.
    private func interpretation(of result: inout TrackAnalysis) -> MusicTheoryResults {
        let found = Interpretation.results(of: result, evidence: SongEvidence(features))
        result.warnings += found.warnings
        return found.results
    }

    /// What sounds in the cells; `nil` where nothing keeps to a scale.
    private func harmony(_ grid: HarmonyGrid) throws -> HarmonyPosteriors? {
        guard features.hasScale, features.musicSeconds != nil, grid.cellCount > 0 else { return nil }
        let input = HarmonyInput(features, tuningSemitones: features.tuningSemitones, boundaries: grid.boundaries)
        return try TrainedNetworks.builtIn.get().harmony(input)
    }

    private func describe(
        _ heard: HarmonyPosteriors?, _ grid: HarmonyGrid, in result: inout TrackAnalysis
    ) throws {
        let decoder = HarmonyDecoder(keyNetwork: try TrainedNetworks.builtIn.get().keys)
        let decoded = heard.map {
            decoder.decode($0, grid: grid, constraints: HarmonyConstraints(key: corrections.key.flatMap { Key($0) }))
        }
        guard let decoded, let key = decoded.key else {
            result.warnings += [
                Warning(field: "key", reason: "No tones that keep to a scale were found, so there is no key."),
                Warning(field: "chords", reason: "No tones that keep to a scale were found, so there are no chords."),
            ]
            if features.durationSeconds > 0 {
                result.chords = [
                    ChordSpan(
                        startSeconds: 0, endSeconds: features.durationSeconds, startBeat: nil, endBeat: nil, label: "N",
                        root: nil, quality: nil, bass: nil, confidence: 0)
                ]
            }
            return
        }
        result.tuningHz = 440 * exp2(features.tuning.semitones / 12)
        result.key = grid.hasPulse ? key : key.weakened(by: SongAnalysis.trustWithoutPulse)
        result.keyRegions = decoded.keyRegions
        result.chords = decoded.chords
    }

    private func sections(
        _ rhythm: RhythmEstimate?, _ heard: HarmonyPosteriors?, _ grid: HarmonyGrid, in result: TrackAnalysis
    ) -> [Section] {
        let downbeats = rhythm.map { rhythm in rhythm.downbeatIndices.map { rhythm.grid.times[$0] } } ?? []
        let input = FormInput(
            features: features, harmony: heard.map { CellChroma($0, boundaries: grid.boundaries) },
            keyChangeSeconds: result.keyRegions.dropFirst().map(\.startSeconds),
            lines: BarLines(downbeats: downbeats, durationSeconds: features.durationSeconds),
            beatsPerBar: rhythm?.beatsPerBar ?? 0)
        return FormAnalysis(input).sections(beats: result.beats)
    }
}

extension KeyEstimate {
    /// The same with all probabilities times a factor.
    fileprivate func weakened(by factor: Double) -> KeyEstimate {
        KeyEstimate(
            name: name, confidence: confidence * factor,
            alternatives: alternatives.map { KeyAlternative(key: $0.key, probability: $0.probability * factor) })
    }
}
