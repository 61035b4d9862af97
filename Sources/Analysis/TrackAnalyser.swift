public import DSP
public import Tracks

/// Finds out what happens in a song: tempo, beats, key, chords, sections.
public protocol TrackAnalyser: Sendable {
    /// What produces each stage's results ("rhythm", "key", "chords", "structure").
    var tools: [String: ToolDescription] { get }

    /// Analyses a song.
    ///
    /// - Parameters:
    ///   - mix: the whole recording, 44,100 Hz, read once from the beginning to the end in bounded blocks.
    ///   - stems: its parts as far as they are known, of the same rate and length, read in step with `mix`; those that
    ///     are no evidence for an analyser need not be read. The analysis works from the mix alone too.
    ///   - progress: called with 0...1; an error it throws stops the work and is passed on.
    /// - Throws: `AnalysisError`, or what a source or `progress` throws.
    func analyse(
        mix: any AudioSource, stems: [Stem: any AudioSource], progress: (Double) throws -> Void
    ) throws -> TrackAnalysis
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
