/// Weights and thresholds of the harmony decoder. The defaults were chosen on songs of the Billboard annotations with
/// simulated observations (training/chord-statistics), those of temperatures and of keys read from chords on rendered
/// songs (split `tune` of training/rendered-songs); log-probabilities are in nats.
struct HarmonyDecoderParameters: Sendable {
    // MARK: Chords

    /// Weight of a cell's chord log-probabilities: neighbouring cells repeat each other's evidence.
    var chordEvidence = 0.6
    /// Weight of what the bass note says about a cell's chord.
    var bassEvidence = 0.2
    /// Weight of the prior of lengths and places of change.
    var durationPrior = 1.0
    /// Weight of the prior of successive chords.
    var transitionPrior = 0.8
    /// Divides all scores before they become confidences: more makes them more modest.
    var chordTemperature = 2.4

    // MARK: Bass

    /// Weight of a cell's bass log-probabilities.
    var inversionEvidence = 0.5
    /// Price of a further bass note under one chord.
    var bassChangePrice = 2.0
    /// Cells that a bass note has to last.
    var shortestInversion = 4
    /// Probability from which an inversion is printed.
    var inversionThreshold = 0.7
    /// The same for chords shorter than `shortestInversion`.
    var shortInversionThreshold = 0.95
    /// Mean probability from which a bass note outside the chord is printed; above 1, none is.
    var pedalThreshold = 2.0

    // MARK: Keys

    /// Weight of a cell's key log-probabilities.
    var keyEvidence = 0.15
    /// Weight of a cell's log-probabilities of keys that are read from the chords.
    var keyReadingEvidence = 0.4
    /// Weight of how usual a cell's chord is in the key.
    var keyChordEvidence = 0.3
    /// Weight of how usual a change of chord is in the key.
    var keyTransitionEvidence = 0.5
    /// Weight of the mean of a region's key log-probabilities in naming it.
    var regionKeyEvidence = 2.0
    /// Weight of the mean of the log-probabilities that are read from the chords in naming a region.
    var regionKeyReadingEvidence = 3.0
    /// Price of a change of key.
    var keyChangePrice = 30.0
    /// Further price of a change to the relative key, which shares nearly all chords.
    var relativeKeyPrice = 12.0
    /// Further price of a change of key that is not on a downbeat.
    var keyChangeOffDownbeatPrice = 4.0
    /// Cells that a key has to last.
    var shortestKeyRegion = 32
    /// Log-odds by which a region taken as a whole has to prefer its key to its neighbour's.
    var keyMargin = 1.0
    /// The same where the neighbour's key is the relative.
    var relativeKeyMargin = 2.0
    /// Divides the scores of a whole region's keys before they become probabilities.
    var keyTemperature = 6.0
    /// Evidence that a region in another key needs against a key that the user has set.
    var correctedKeyMargin = 25.0

    /// The defaults.
    init() {}
}
