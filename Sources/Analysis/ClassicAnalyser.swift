public import DSP
import MusicTheory
public import Tracks

/// Analysis by signal processing and probabilistic decoding alone, without trained weights.
public struct ClassicAnalyser: TrackAnalyser {
    private let threadCount: Int

    /// An analyser that computes on at most `threadCount` threads; results do not depend on the number.
    public init(threadCount: Int) {
        precondition(threadCount > 0)
        self.threadCount = threadCount
    }

    /// The methods behind each stage; none has weights.
    public var tools: [String: ToolDescription] {
        [
            "rhythm": ToolDescription(
                version: "1", model: "SuperFlux onsets, beat dynamic programming, bar Markov model"),
            "key": ToolDescription(version: "1", model: "pitch-class profiles and chord evidence"),
            "chords": ToolDescription(version: "1", model: "NNLS chroma, chord templates, Viterbi decoding"),
            "structure": ToolDescription(version: "1", model: "checkerboard novelty and agglomerative letters"),
        ]
    }

    /// Analyses a song; of the stems, drums and bass are evidence, the others are not read.
    public func analyse(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> TrackAnalysis {
        let features = try FeatureExtraction(threadCount: threadCount)
            .features(mix: mix, stems: stems) { try progress(0.8 * $0) }
        return try SongAnalysis(features).result { try progress(0.8 + 0.2 * $0) }
    }
}
