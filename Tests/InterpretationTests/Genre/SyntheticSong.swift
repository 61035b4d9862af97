import Tracks

@testable import Interpretation

/// A song made of a one-bar pattern, for tests of what is measured of it.
struct SyntheticSong {
    var bpm = 120.0
    var bars = 16
    /// Positions in beats within the bar, by voice.
    var strokes: [Voice: [Double]] = [:]
    /// Labels, one for each bar, repeated.
    var chords = ["C:maj"]
    var key = "C major"
    var sound: [String: Double] = [:]

    private var beatSeconds: Double { 60 / bpm }

    var analysis: TrackAnalysis {
        var analysis = TrackAnalysis()
        analysis.tempo = TempoEstimate(bpm: bpm, confidence: 1, alternatives: [], map: [], isConstant: true)
        analysis.key = KeyEstimate(name: key, confidence: 1, alternatives: [])
        analysis.beats = (0...bars * 4).map { index in
            Beat(
                timeSeconds: Double(index) * beatSeconds, bar: index / 4 + 1, beat: index % 4 + 1,
                isDownbeat: index % 4 == 0, confidence: 1)
        }
        analysis.chords = (0..<bars).map { bar in
            ChordSpan(
                startSeconds: Double(4 * bar) * beatSeconds, endSeconds: Double(4 * bar + 4) * beatSeconds,
                startBeat: Double(4 * bar), endBeat: Double(4 * bar + 4), label: chords[bar % chords.count], root: nil,
                quality: nil, bass: nil, confidence: 1)
        }
        return analysis
    }

    var evidence: SongEvidence {
        var evidence = SongEvidence(durationSeconds: Double(4 * bars) * beatSeconds)
        for (voice, positions) in strokes {
            evidence.onsets[voice] = (0..<bars).flatMap { bar in
                positions.sorted().map { Onset(timeSeconds: (Double(4 * bar) + $0) * beatSeconds, strength: 1) }
            }
        }
        evidence.sound = sound
        return evidence
    }

    var features: [GenreFeature: Double] { GenreFeatures(analysis, evidence: evidence).values }

    /// House: four on the floor.
    static let house = SyntheticSong(
        bpm: 128,
        strokes: [.kick: [0, 1, 2, 3], .snare: [1, 3], .hiHat: [0.5, 1.5, 2.5, 3.5], .bass: [0.5, 1.5, 2.5, 3.5]],
        chords: ["A:min", "F:maj", "C:maj", "G:maj"], key: "A minor",
        sound: ["drums_level_db": -2, "vocals_activity_share": 0, "vocals_level_db": -30, "crest_db": 8])
    /// A slow blues.
    static let blues = SyntheticSong(
        bpm: 84, bars: 24,
        strokes: [
            .kick: [0, 2], .snare: [1, 3], .hiHat: [0, 0.667, 1, 1.667, 2, 2.667, 3, 3.667], .bass: [0, 1, 2, 3],
        ],
        chords: ["C:7", "C:7", "C:7", "C:7", "F:7", "F:7", "C:7", "C:7", "G:7", "F:7", "C:7", "G:7"])
}
