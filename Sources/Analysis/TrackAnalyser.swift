public import DSP
public import Tracks

/// Finds out what happens in a song: tempo, beats, key, chords, sections.
///
/// In two steps, so that what is learnt from the sound can be kept, and a user's correction can be taken into account in
/// the time that the second step takes.
public protocol TrackAnalyser: Sendable {
    /// What produces each stage's results ("features", "rhythm", "key", "chords", "structure").
    var tools: [String: ToolDescription] { get }

    /// Listens to a song.
    ///
    /// - Parameters:
    ///   - mix: the whole recording, 44,100 Hz, read once from the beginning to the end in bounded blocks.
    ///   - stems: its parts as far as they are known, of the same rate and length, read in step with `mix`; those that
    ///     are no evidence for an analyser need not be read. The analysis works from the mix alone too.
    ///   - progress: called with 0...1; an error it throws stops the work and is passed on.
    /// - Throws: `AnalysisError`, or what a source or `progress` throws.
    func features(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> AnalysisFeatures

    /// Makes sense of what was heard. What `corrections` says holds, with confidence 1.
    ///
    /// - Throws: what `progress` throws, which is called with 0...1.
    func analysis(
        of features: AnalysisFeatures, corrections: Corrections, progress: (Double) throws -> Void
    ) throws -> TrackAnalysis
}

extension TrackAnalyser {
    /// Analyses a song, in both steps.
    public func analyse(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> TrackAnalysis {
        let features = try features(mix: mix, stems: stems) { try progress(0.8 * $0) }
        return try analysis(of: features, corrections: Corrections()) { try progress(0.8 + 0.2 * $0) }
    }
}

/// Why a recording could not be analysed at all.
public enum AnalysisError: Error, Equatable, CustomStringConvertible {
    /// A source has another sampling rate than the analysis is made for.
    case unsupportedSampleRate(Int)

    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .unsupportedSampleRate(let rate):
            "The analysis reads audio at 44100 Hz but was given \(rate) Hz. Resample it first."
        }
    }
}
