import Glibc

/// A tempo that might be the beat, with the beats it would have and what speaks for it.
struct TempoHypothesis {
    /// Beats per minute.
    var bpm: Double
    /// The beats in frames.
    var path: BeatTracker.Path
    /// Strength of the autocorrelation at the first multiples of the beat.
    var comb: Float
    /// Onset strength half-way between beats relative to that at beats.
    var offBeatRatio: Float
    /// Onset strength at the weaker of every second beat relative to the stronger.
    var alternationRatio: Float
    /// The usual number of beats from one change of harmony to the next; 0 where unknown.
    var harmonicRhythmBeats: Double
    /// How clearly low and middle onsets take turns from beat to beat, -1...1.
    var backbeat: Float = 0
    /// The sum of the evidence; higher is better.
    var score = 0.0
}
