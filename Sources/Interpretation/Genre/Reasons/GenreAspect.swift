/// What a reason is about: a group of features that are told in one sentence.
enum GenreAspect: String, CaseIterable, Sendable {
    case tempo = "Tempo"
    case drums = "Drums"
    case bass = "Bass"
    case instruments = "Instruments"
    case voice = "Voice"
    case harmony = "Harmony"
    case sound = "Sound"
}

extension GenreFeature {
    /// The sentence that tells it.
    var aspect: GenreAspect {
        switch self {
        case .bpm, .timingDeviationMilliseconds, .beatsPerBar, .swingRatio: .tempo
        case .drumBarsShare, .kickOnEveryBeatShare, .kickOnBeatsShare,
            .kickOnBackBeatsShare, .snareOnBackBeatsShare, .snareOnStrongBeatsShare, .backbeatShare, .halfTimeShare,
            .oneDropShare, .offBeatSnareShare,
            .breakbeatShare, .dembowMatch, .claveMatch, .bossaMatch, .kicksPerBeat, .fastKickShare, .snaresPerBeat,
            .hiHatsPerBeat, .offBeatHiHatShare, .drumsLevelDB, .drumsActivityShare, .drumsBrightnessDB,
            .drumsSustainShare:
            .drums
        case .bassNotesPerBeat, .bassOffBeatShare, .walkingBassShare, .bassWithKickShare, .bassLevelDB, .subBassDB,
            .bassSustainShare, .bassSubDB:
            .bass
        case .otherNotesPerBeat, .otherOffBeatShare, .otherSixteenthShare, .otherFlatnessDB, .otherTiltDB,
            .otherChangeDB, .otherSustainShare, .otherAttack:
            .instruments
        case .vocalNotesPerSecond, .vocalsLevelDB, .vocalsActivityShare: .voice
        case .dynamicRangeDB, .crestDB, .spectralTiltDB, .highFrequencyDB: .sound
        case .minorKeyShare, .minorChordShare, .seventhChordShare, .dominantSeventhOnOneOrFourShare,
            .majorOrMinorSeventhShare, .powerChordShare, .diatonicShare, .oneFourFiveShare, .flatSevenShare,
            .flatTwoShare, .longestChordShare, .chordChangesPerBar, .chordChangesPerMinute, .distinctChords,
            .twoFiveOnesPerMinute, .dominantCadencesPerMinute, .twelveBarShare, .noChordShare:
            .harmony
        }
    }

    /// Whether the feature is worth telling only where the pattern it measures is there.
    var needsPresence: Bool {
        switch self {
        case .kickOnEveryBeatShare, .kickOnBackBeatsShare, .snareOnStrongBeatsShare, .backbeatShare, .halfTimeShare,
            .oneDropShare, .offBeatSnareShare, .breakbeatShare, .dembowMatch, .claveMatch, .bossaMatch, .fastKickShare,
            .walkingBassShare, .otherSixteenthShare, .powerChordShare, .flatSevenShare, .flatTwoShare,
            .dominantSeventhOnOneOrFourShare, .twoFiveOnesPerMinute, .twelveBarShare, .noChordShare:
            true
        default: false
        }
    }

    /// The feature's value in words; the number is the measured one, rounded.
    func phrase(_ value: Double) -> String {
        let (percent, one, two) = (Figures.percent(value), Figures.text(value, 1), Figures.text(value, 2))
        let decibels = Figures.text(value, 1) + " dB"
        return switch self {
        case .bpm: "\(one) BPM"
        case .timingDeviationMilliseconds: "drum strokes \(one) ms from the grid (median)"
        case .beatsPerBar: "\(Figures.text(value, 0)) beats in a bar"
        case .swingRatio: "off-beats at \(two) of the beat (0.50 is straight, 0.67 is triplet swing)"
        case .drumBarsShare: "drums in \(percent) of the bars"
        case .kickOnEveryBeatShare: "kick on every beat in \(percent) of the bars"
        case .kickOnBeatsShare: "kick on \(percent) of the beats"
        case .kickOnBackBeatsShare: "kick on \(percent) of the back beats"
        case .snareOnBackBeatsShare: "snare on \(percent) of the back beats"
        case .snareOnStrongBeatsShare: "snare on \(percent) of the strong beats"
        case .backbeatShare: "snare on the back beats, and only there, in \(percent) of the bars"
        case .halfTimeShare: "half-time snare on beat 3 in \(percent) of the bars"
        case .oneDropShare: "one drop (kick on beat 3, none on beat 1) in \(percent) of the bars"
        case .offBeatSnareShare: "snare on the half beats in \(percent) of the bars"
        case .breakbeatShare: "break-beat kick after beat 3 in \(percent) of the bars"
        case .dembowMatch: "dembow snare pattern matched to \(percent)"
        case .claveMatch: "clave pattern matched to \(percent)"
        case .bossaMatch: "bossa-nova kick matched to \(percent)"
        case .kicksPerBeat: "\(two) kicks per beat"
        case .fastKickShare: "\(percent) of the kicks within a third of a beat of another"
        case .snaresPerBeat: "\(two) snare strokes per beat"
        case .hiHatsPerBeat: "\(two) hi-hat strokes per beat"
        case .offBeatHiHatShare: "\(percent) of the hi-hat's eighths off the beat"
        case .bassNotesPerBeat: "\(two) notes per beat"
        case .bassOffBeatShare: "\(percent) of its eighths off the beat"
        case .walkingBassShare: "walking, a note on each beat, in \(percent) of the bars"
        case .bassWithKickShare: "\(percent) of its notes together with the kick"
        case .otherNotesPerBeat: "\(two) attacks per beat"
        case .otherOffBeatShare: "\(percent) of the eighths off the beat"
        case .otherSixteenthShare: "\(percent) of the attacks on sixteenths between"
        case .vocalNotesPerSecond: "\(two) notes a second"
        case .minorKeyShare: value >= 0.5 ? "a minor key" : "a major key"
        case .minorChordShare: "minor chords for \(percent) of the time"
        case .seventhChordShare: "seventh chords for \(percent) of the time"
        case .dominantSeventhOnOneOrFourShare: "I7 and IV7 for \(percent) of the time"
        case .majorOrMinorSeventhShare: "major and minor sevenths for \(percent) of the time"
        case .powerChordShare: "power chords for \(percent) of the time"
        case .diatonicShare: "chords of the scale for \(percent) of the time"
        case .oneFourFiveShare: "I, IV and V for \(percent) of the time"
        case .flatSevenShare: "chords on the lowered seventh for \(percent) of the time"
        case .flatTwoShare: "chords on the lowered second for \(percent) of the time"
        case .longestChordShare: "one chord held for \(percent) of the time at most"
        case .chordChangesPerBar: "\(two) chord changes per bar"
        case .chordChangesPerMinute: "\(one) chord changes a minute"
        case .distinctChords: "\(Figures.text(value, 0)) different chords"
        case .twoFiveOnesPerMinute: "\(one) ii-V-I progressions a minute"
        case .dominantCadencesPerMinute: "\(one) steps from V to I a minute"
        case .twelveBarShare: "twelve-bar blues form over \(percent) of the bars"
        case .noChordShare: "no chord for \(percent) of the time"
        case .drumsLevelDB, .bassLevelDB, .vocalsLevelDB: "level \(decibels) beside the sum of the parts"
        case .vocalsActivityShare, .drumsActivityShare: "heard for \(percent) of the time"
        case .dynamicRangeDB: "\(decibels) from the quiet to the loud"
        case .crestDB: "peaks \(decibels) above the mean level"
        case .spectralTiltDB: "highs \(decibels) beside the low mid range"
        case .highFrequencyDB: "\(decibels) above 8 kHz beside the mid range"
        case .subBassDB: "\(decibels) below 120 Hz beside the low mid range in the mix"
        case .otherFlatnessDB: "spectral flatness \(decibels) (nearer to 0 where distorted)"
        case .otherTiltDB: "highs \(decibels) beside the low mid range"
        case .otherChangeDB: "\(decibels) of change from one tenth of a second to the next"
        case .otherSustainShare: "sustained for \(percent) of the time"
        case .otherAttack: "mean attack strength \(two)"
        case .bassSustainShare: "sustained for \(percent) of the time"
        case .bassSubDB: "\(decibels) below 120 Hz beside the range above"
        case .drumsBrightnessDB: "highs \(decibels) beside the lows"
        case .drumsSustainShare: "sounding for \(percent) of the time"
        }
    }
}
