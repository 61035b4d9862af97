public import DSP
import Interpretation
import MusicTheory
public import Tracks

/// The analysis: features of the mix and its stems, two small networks that were trained on rendered songs, and
/// probabilistic decoders that put beats, bars, chords, keys and sections on one grid.
public struct SongAnalyser: TrackAnalyser {
    private let threadCount: Int

    /// An analyser that computes on at most `threadCount` threads; results do not depend on the number.
    public init(threadCount: Int) {
        precondition(threadCount > 0)
        self.threadCount = threadCount
    }

    /// The methods behind each stage.
    public var tools: [String: ToolDescription] {
        [
            "features": ToolDescription(
                version: SongFeatures.version, model: "SuperFlux onsets and spectra of three bands to the semitone"),
            "rhythm": ToolDescription(
                version: "3", model: "temporal convolutional network, bar-pointer Markov model",
                modelSHA256: TrainedNetworks.rhythmSHA256),
            "key": ToolDescription(
                version: "3", model: "pitch-class ring networks on notes and chords, Viterbi decoding",
                modelSHA256: TrainedNetworks.keysSHA256),
            "chords": ToolDescription(
                version: "3", model: "NNLS chroma, pitch-class ring network, semi-Markov decoding",
                modelSHA256: TrainedNetworks.harmonySHA256),
            "structure": ToolDescription(version: "2", model: "bar similarity, dynamic programming, learnt names"),
            "theory": ToolDescription(
                version: Interpretation.version,
                model: "rules of harmony and rhythm, additive genre model, explained"),
        ]
    }

    /// Listens to a song: the mix and the stems of drums, bass and vocals; the rest is what they leave of the mix.
    public func features(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> AnalysisFeatures {
        var features = try FeatureExtraction(threadCount: threadCount)
            .features(mix: mix, stems: stems) { try progress(0.9 * $0) }
        let input = RhythmInput(features, tuningSemitones: features.tuningSemitones)
        features.rhythm = try TrainedNetworks.builtIn.get().rhythm(input)
        try progress(1)
        return AnalysisFeatures(features)
    }

    /// Decodes rhythm, then harmony, then form.
    public func analysis(
        of features: AnalysisFeatures, corrections: Corrections, progress: (Double) throws -> Void
    ) throws -> TrackAnalysis {
        try SongAnalysis(features.song, corrections: corrections).result(progress: progress)
            .asserting(corrections, durationSeconds: features.durationSeconds)
    }
}
