import Evaluation
import Tracks

/// A waltz of 24 bars in E flat at 150 BPM, and its perfect analysis.
enum Waltz {
    private static let beats = (0..<72).map { 0.5 + Double($0) * 0.4 }
    private static let chords = ["Eb:maj", "Ab:maj/3", "Bb:7", "C:min"]
    private static let numerals = ["I", "IV6", "V7", "vi"]
    private static let duration = 0.5 + 72 * 0.4

    static func truth() throws -> SongTruth {
        var truth = SongTruth()
        truth.name = "waltz"
        truth.durationSeconds = duration
        truth.bpm = 150
        truth.isTempoConstant = true
        truth.beatsPerBar = 3
        truth.keys = [.init(start: 0, key: try AnnotatedKey("Eb major"))]
        truth.beats = try EventTimes(beats)
        truth.downbeats = try EventTimes(stride(from: 0, to: 72, by: 3).map { beats[$0] })
        truth.chords = try LabelledSpans(
            (0..<24).map { LabelledSpan(start: time($0), end: time($0 + 1), label: chords[$0 % 4]) })
        truth.sections = try LabelledSpans(
            ["verse", "chorus", "verse"].enumerated().map {
                LabelledSpan(start: time($0.offset * 8), end: time($0.offset * 8 + 8), label: $0.element)
            })
        truth.numerals = try LabelledSpans(
            (0..<24).map { LabelledSpan(start: time($0), end: time($0 + 1), label: numerals[$0 % 4]) })
        truth.cadences = [
            CadenceEvent(timeSeconds: time(2), type: "half"), CadenceEvent(timeSeconds: time(3), type: "authentic"),
        ]
        (truth.swingRatio, truth.genre) = (0.5, "classical")
        return truth
    }

    static func analysis() -> TrackAnalysis {
        var analysis = TrackAnalysis()
        analysis.tempo = TempoEstimate(
            bpm: 150, confidence: 0.8, alternatives: [75], map: [TempoChange(startSeconds: 0, bpm: 150)],
            isConstant: true)
        analysis.timeSignature = "3/4"
        analysis.timeSignatureConfidence = 0.7
        analysis.key = KeyEstimate(name: "Eb major", confidence: 0.9, alternatives: [])
        analysis.keyRegions = [KeyRegion(startSeconds: 0, endSeconds: duration, key: "Eb major")]
        analysis.beats = beats.enumerated().map {
            Beat(
                timeSeconds: $0.element, bar: $0.offset / 3 + 1, beat: $0.offset % 3 + 1,
                isDownbeat: $0.offset % 3 == 0, confidence: 1)
        }
        analysis.chords = (0..<24).map {
            ChordSpan(
                startSeconds: time($0), endSeconds: time($0 + 1), startBeat: nil, endBeat: nil, label: chords[$0 % 4],
                root: nil, quality: nil, bass: nil, confidence: 1)
        }
        analysis.sections = ["A", "B", "A"].enumerated().map {
            Section(
                startSeconds: time($0.offset * 8), endSeconds: time($0.offset * 8 + 8), startBar: nil,
                letter: $0.element, label: nil, confidence: 1)
        }
        var theory = analysis.musicTheory
        theory.harmonic.chords = (0..<24).map {
            ChordFunction(index: $0, roman: numerals[$0 % 4], function: "other", role: "diatonic")
        }
        theory.harmonic.cadences = [(2, "half"), (3, "authentic")].map { bar, type in
            Cadence(type: type, subtype: nil, bar: bar, timeSeconds: time(bar), from: "I", to: "V", confidence: 1)
        }
        (theory.rhythmic.swingRatio, theory.genre.primary) = (0.5, "classical")
        analysis.musicTheory = theory
        return analysis
    }

    /// Seconds at which a bar begins, from 0.
    private static func time(_ bar: Int) -> Double { 0.5 + Double(bar) * 1.2 }
}
