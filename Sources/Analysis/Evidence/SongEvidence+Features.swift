import Interpretation

extension SongEvidence {
    /// What was heard of a song, as far as its interpretation needs it.
    init(_ features: SongFeatures) {
        self.init(durationSeconds: features.durationSeconds)
        onsets = OnsetEvidence.onsets(of: features)
        melody = MelodyEvidence.melody(of: features)
        sound = SoundEvidence.sound(of: features)
    }
}
