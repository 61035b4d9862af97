import Tracks

@testable import Interpretation

/// Beats and notes without sound, with the small errors that onset detection makes.
struct SyntheticRhythm {
    let barCount: Int
    let beatsPerBar: Int
    let beatSeconds: Double
    var onsets: [Voice: [Onset]] = [:]
    private var generator: SplitMix64

    init(barCount: Int, beatsPerBar: Int = 4, bpm: Double = 120, seed: UInt64 = 1) {
        self.barCount = barCount
        self.beatsPerBar = beatsPerBar
        beatSeconds = 60 / bpm
        generator = SplitMix64(seed: seed)
    }

    /// Analysis with the beats of the bars and the first of one more.
    func analysis(timeSignature: String? = nil) -> TrackAnalysis {
        var analysis = TrackAnalysis()
        analysis.timeSignature = timeSignature ?? "\(beatsPerBar)/4"
        analysis.beats = (0...barCount * beatsPerBar).map {
            Beat(
                timeSeconds: 1 + Double($0) * beatSeconds, bar: 1 + $0 / beatsPerBar, beat: 1 + $0 % beatsPerBar,
                isDownbeat: $0 % beatsPerBar == 0, confidence: 1)
        }
        return analysis
    }

    var evidence: SongEvidence {
        var evidence = SongEvidence(durationSeconds: 2 + Double(barCount * beatsPerBar) * beatSeconds)
        evidence.onsets = onsets.mapValues { $0.sorted { $0.timeSeconds < $1.timeSeconds } }
        return evidence
    }

    /// Adds notes at positions of each of some bars, in beats from the bar line.
    ///
    /// - Parameters:
    ///   - jitter: standard deviation of the notes' times in seconds.
    ///   - missing: share of the notes that are not heard.
    mutating func play(
        _ voice: Voice, at positions: [Double], bars: Range<Int>? = nil, strength: Double = 0.8, jitter: Double = 0,
        missing: Double = 0
    ) {
        for bar in bars ?? 0..<barCount {
            for position in positions {
                guard generator.nextUnit() >= missing else { continue }
                // Twelve uniform numbers are nearly a normal one.
                let normal = (0..<12).reduce(-6) { sum, _ in sum + generator.nextUnit() }
                let time = 1 + (Double(bar * beatsPerBar) + position) * beatSeconds + jitter * normal
                onsets[voice, default: []].append(Onset(timeSeconds: time, strength: strength))
            }
        }
    }

    /// Rock drums, a bass in eighths, chords on the beats.
    mutating func playOrdinaryBand(jitter: Double = 0.006, missing: Double = 0.03) {
        let beats = (0..<beatsPerBar).map { Double($0) }
        let eighths = (0..<2 * beatsPerBar).map { 0.5 * Double($0) }
        play(.kick, at: [0, 2.5], jitter: jitter, missing: missing)
        play(.snare, at: [1, 3], jitter: jitter, missing: missing)
        play(.hiHat, at: eighths, strength: 0.5, jitter: jitter, missing: missing)
        play(.bass, at: [0, 0.75, 1.5, 2, 3.5], jitter: jitter, missing: missing)
        play(.other, at: beats, jitter: jitter, missing: missing)
    }
}
