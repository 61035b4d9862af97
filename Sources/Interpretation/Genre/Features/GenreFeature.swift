/// What is measured of a song to tell its genre. Raw values are the names in the sidecar; units are in the names,
/// shares are 0...1.
enum GenreFeature: String, CaseIterable, Sendable {
    // Tempo and meter.
    case bpm
    /// Median distance of the drums' onsets from the nearest sixteenth or triplet of the beat.
    case timingDeviationMilliseconds = "timing_deviation_ms"
    case beatsPerBar = "beats_per_bar"
    case swingRatio = "swing_ratio"

    // Drums: shares are of the bars with drums.
    case drumBarsShare = "drum_bars_share"
    case kickOnEveryBeatShare = "kick_on_every_beat_share"
    /// Share of the beats, not of the bars, that have a kick; on every second beat only; a snare on these, and on the
    /// others.
    case kickOnBeatsShare = "kick_on_beats_share"
    case kickOnBackBeatsShare = "kick_on_back_beats_share"
    case snareOnBackBeatsShare = "snare_on_back_beats_share"
    case snareOnStrongBeatsShare = "snare_on_strong_beats_share"
    case backbeatShare = "backbeat_share"
    case halfTimeShare = "half_time_share"
    case oneDropShare = "one_drop_share"
    case offBeatSnareShare = "off_beat_snare_share"
    case breakbeatShare = "breakbeat_share"
    case dembowMatch = "dembow_match"
    case claveMatch = "clave_match"
    case bossaMatch = "bossa_match"
    case kicksPerBeat = "kicks_per_beat"
    case fastKickShare = "fast_kick_share"
    case snaresPerBeat = "snares_per_beat"
    case hiHatsPerBeat = "hi_hats_per_beat"
    case offBeatHiHatShare = "off_beat_hi_hat_share"

    // The other parts.
    case bassNotesPerBeat = "bass_notes_per_beat"
    case bassOffBeatShare = "bass_off_beat_share"
    case walkingBassShare = "walking_bass_share"
    case bassWithKickShare = "bass_with_kick_share"
    case otherNotesPerBeat = "other_notes_per_beat"
    case otherOffBeatShare = "other_off_beat_share"
    case otherSixteenthShare = "other_sixteenth_share"
    case vocalNotesPerSecond = "vocal_notes_per_second"

    // Harmony: shares are of the time with chords.
    case minorKeyShare = "minor_key_share"
    case minorChordShare = "minor_chord_share"
    case seventhChordShare = "seventh_chord_share"
    case dominantSeventhOnOneOrFourShare = "dominant_seventh_on_one_or_four_share"
    case majorOrMinorSeventhShare = "major_or_minor_seventh_share"
    case powerChordShare = "power_chord_share"
    case diatonicShare = "diatonic_share"
    case oneFourFiveShare = "one_four_five_share"
    case flatSevenShare = "flat_seven_share"
    case flatTwoShare = "flat_two_share"
    case longestChordShare = "longest_chord_share"
    case chordChangesPerBar = "chord_changes_per_bar"
    case chordChangesPerMinute = "chord_changes_per_minute"
    case distinctChords = "distinct_chords"
    case twoFiveOnesPerMinute = "two_five_ones_per_minute"
    case dominantCadencesPerMinute = "dominant_cadences_per_minute"
    case twelveBarShare = "twelve_bar_share"
    case noChordShare = "no_chord_share"

    // Sound, from `SongEvidence.sound`.
    case drumsLevelDB = "drums_level_db"
    case bassLevelDB = "bass_level_db"
    case vocalsLevelDB = "vocals_level_db"
    case vocalsActivityShare = "vocals_activity_share"
    case drumsActivityShare = "drums_activity_share"
    case dynamicRangeDB = "dynamic_range_db"
    case crestDB = "crest_db"
    case spectralTiltDB = "spectral_tilt_db"
    case highFrequencyDB = "high_frequency_db"
    case subBassDB = "sub_bass_db"
    case otherFlatnessDB = "other_flatness_db"
    case otherTiltDB = "other_tilt_db"
    case otherChangeDB = "other_change_db"
    case otherSustainShare = "other_sustain_share"
    case otherAttack = "other_attack"
    case bassSustainShare = "bass_sustain_share"
    case bassSubDB = "bass_sub_db"
    case drumsBrightnessDB = "drums_brightness_db"
    case drumsSustainShare = "drums_sustain_share"
}
