import Tracks

@testable import Interpretation

/// A song with exact beats: bars of two seconds and four beats, each with one or two chords.
struct SongOnPaper {
    var analysis = TrackAnalysis()

    /// Bars by their chords in Harte's syntax, "C:maj G:7" for two in a bar; a section begins at each number of `sections`.
    init(_ bars: [String], key: String, sections: [Int] = [0]) {
        let barSeconds = 2.0
        let end = Double(bars.count) * barSeconds
        for bar in bars.indices {
            for beat in 0..<4 {
                analysis.beats.append(
                    Beat(
                        timeSeconds: (Double(bar) + Double(beat) / 4) * barSeconds, bar: bar + 1, beat: beat + 1,
                        isDownbeat: beat == 0, confidence: 1))
            }
            let labels = bars[bar].split(separator: " ").map(String.init)
            for (index, label) in labels.enumerated() {
                let start = (Double(bar) + Double(index) / Double(labels.count)) * barSeconds
                let stop = (Double(bar) + Double(index + 1) / Double(labels.count)) * barSeconds
                append(label, from: start, to: stop, barSeconds: barSeconds)
            }
        }
        analysis.key = KeyEstimate(name: key, confidence: 1, alternatives: [])
        analysis.keyRegions = [KeyRegion(startSeconds: 0, endSeconds: end, key: key)]
        for (place, first) in sections.enumerated() {
            let stop = place + 1 < sections.count ? sections[place + 1] : bars.count
            analysis.sections.append(
                Section(
                    startSeconds: Double(first) * barSeconds, endSeconds: Double(stop) * barSeconds,
                    startBar: first + 1, letter: "A", label: nil, confidence: 0.99))
        }
    }

    private mutating func append(_ label: String, from start: Double, to end: Double, barSeconds: Double) {
        if let last = analysis.chords.last, last.label == label {
            analysis.chords[analysis.chords.count - 1].endSeconds = end
            analysis.chords[analysis.chords.count - 1].endBeat = end / barSeconds * 4
            return
        }
        analysis.chords.append(
            ChordSpan(
                startSeconds: start, endSeconds: end, startBeat: start / barSeconds * 4, endBeat: end / barSeconds * 4,
                label: label, root: nil, quality: nil, bass: nil, confidence: 1))
    }

    /// What is found in it.
    func results(melody: [MelodyNote] = []) -> HarmonicResults { interpreted(melody: melody).0 }

    /// What is found in it, with warnings.
    func interpreted(melody: [MelodyNote] = []) -> (HarmonicResults, [Warning]) {
        var evidence = SongEvidence(durationSeconds: analysis.chords.last?.endSeconds ?? 0)
        evidence.melody = melody
        return HarmonicInterpretation(analysis, evidence: evidence).results()
    }
}

extension Array where Element == String {
    /// The same bars so many times.
    func times(_ count: Int) -> [String] { (0..<count).flatMap { _ in self } }
}
