/// What a point of the spectrogram tells about the stem it belongs to.
///
/// Levels are natural logarithms, so that cues add up like the evidence they are.
enum Cue: Int, CaseIterable {
    // Harmonic-percussive separation by median filtering (Fitzgerald, DAFx 2010): a steady tone equals the median of
    // its past and future, a drum stroke that of its neighbours in frequency. The longer windows tell singing, which
    // is steady for a short while only, from instruments (Tachibana et al., "Singing Voice Enhancement in Monaural
    // Music Signals Based on Two-stage HPSS", 2014).
    case shortSustain, longSustain, narrowFlatness, wideFlatness
    /// By how far flatness outdoes sustain; 0 where it does not.
    case percussiveness

    /// Percussive against harmonic energy in short frames, which resolve the strokes in time.
    case transience
    /// The same, averaged over the neighbourhood: strokes cover all frequencies at once.
    case broadTransience

    // Change of level against the frames before and after, close by and over a wide band.
    case rise, fall, broadRise, broadFall

    /// Level of the most similar other frames: accompaniment repeats, singing does not (Rafii & Pardo, "Music/Voice
    /// Separation Using the Similarity Matrix", ISMIR 2012).
    case repetition

    // How far from the centre a point lies, against the song's average, and how unlike its channels are. Both say
    // nothing (are zero everywhere) where the channels are equal.
    case pan, incoherence

    // Level against the frame, against this bin's average, and the frame's against the segment's.
    case relativeLevel, deviation, loudness

    // Whether the point is on a harmonic of the predominant pitch, and how strong this pitch is.
    case melody, voicing

    /// Cues are limited to this magnitude: beyond it they say no more.
    static let limit: Float = 6
}
