/// What the bar-pointer model believes before it has seen a song. The defaults suit evidence at 100 frames per second.
struct BarPointerParameters: Sendable {
    /// Frames of evidence per second.
    var frameRateHz = 100.0
    /// Slowest and fastest beat, in beats per minute.
    var bpmRange = 40.0...240.0
    /// How many beat intervals are told apart at most. They are whole frames, as evenly spread in ratio as that allows.
    var tempoCount = 80
    /// Price of a change of interval from one beat to the next: this times the absolute logarithm of the ratio
    /// (Krebs et al. 2015 use 100 and the ratio less one, which is the same to first order).
    var tempoChangePrice = 100.0
    /// The most that a change of interval by one frame costs.
    var framePrice = 1.0
    /// Median of the log-normal tempo prior, in beats per minute.
    var medianBPM = 116.0
    /// Standard deviation of the tempo prior, in octaves.
    var tempoDeviationOctaves = 0.48
    /// One part in so many of a beat, from its onset, is observed as "beat".
    var observationLambda = 16.0
    /// No probability is believed to be less than this, or more than one less this.
    var evidenceFloor = 0.02
    /// Price of each beat, in the same logarithms: without it, peaks that are less likely to be beats than not would
    /// still double the tempo wherever they recur.
    var beatPrice = 1.0
    /// Factor of all evidence (logarithms): less than 1 for front ends that are too sure of themselves.
    var evidenceWeight = 1.0
    /// The share of beats that begin a bar in the material the front end's probabilities are calibrated on. Evidence
    /// that gives this share at every beat is neutral about where bars begin and how long they are.
    var downbeatShare = 0.25
    /// Logarithms of the weight of each number of beats per bar, per song. A meter without an entry is not allowed.
    var meterLogWeights: [Int: Double] = [4: 0, 3: -3, 6: -3, 2: -4, 5: -5, 7: -5]
    /// Logarithms of the weight of every bar of so many beats, 0 where there is no entry: a middle of the bar that is
    /// nearly as strong as its beginning should not halve the bars, however long the song.
    var barLogWeights: [Int: Double] = [:]
    /// Probability that the meter changes at a bar line.
    var meterChangeProbability = 1e-5
    /// Probability that a bar of an even number of beats ends after its half (2/4 in 4/4).
    var halfBarProbability = 1e-4
    /// Probability of each other irregular length: a bar of two beats, one or two beats fewer, or more beats.
    var irregularBarProbability = 2e-5
    /// Factor of the evidence where confidences are computed: frames are not independent witnesses.
    var posteriorWeight = 0.5
    /// So many beats count in full for the posterior of the meter; more of them make it no surer than these.
    var meterMemoryBeats = 16.0
    /// Power of the prior of meters in that posterior: it is set against weakened evidence.
    var meterPriorPower = 0.3
    /// How far, in seconds, a beat may be from the decoded one and still be the same beat to its confidence.
    var confidenceToleranceSeconds = 0.035
    /// How far, in seconds, a downbeat may be from the time a constraint gives.
    var constraintToleranceSeconds = 0.04
}
