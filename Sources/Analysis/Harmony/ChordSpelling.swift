import MusicTheory
import Tracks

/// Writes decoded chords as labelled spans, spelt by the key they stand in.
struct ChordSpelling {
    let estimate: HarmonyEstimate
    /// Beat times in seconds.
    let beats: [Double]

    /// Spans without gaps from 0 to the song's end; neighbours differ.
    func spans() -> [ChordSpan] {
        var spans: [ChordSpan] = []
        var start = 0
        while start < estimate.chords.count {
            var end = start + 1
            while end < estimate.chords.count, estimate.chords[end] == estimate.chords[start] { end += 1 }
            spans.append(span(start..<end))
            start = end
        }
        return spans
    }

    private func span(_ range: Range<Int>) -> ChordSpan {
        let (start, end) = (estimate.boundaries[range.lowerBound], estimate.boundaries[range.upperBound])
        let state = estimate.chords[range.lowerBound]
        let confidence = range.reduce(0) { $0 + estimate.chordConfidences[$1] } / Double(range.count)
        var label = ChordLabel.none
        if state > 0 {
            let key = estimate.keyRegions.first { $0.endSeconds > start }?.key ?? estimate.key
            let root = ChordVocabulary.root(state)
            let spelling = key?.chordRootSpelling(of: root) ?? PitchSpelling(root, lowestFifths: -5)
            label = .chord(Chord(root: spelling, quality: ChordVocabulary.quality(state)))
        }
        return ChordSpan(
            startSeconds: start, endSeconds: end, startBeat: beatIndex(start), endBeat: beatIndex(end),
            label: label.harte, root: label.chord?.root.name, quality: label.chord?.quality.rawValue,
            bass: label.chord?.bass.name, confidence: confidence)
    }

    /// Place among the beats; before the first and after the last, as if the beats went on.
    private func beatIndex(_ time: Double) -> Double? {
        guard beats.count > 1 else { return nil }
        let next = beats.firstIndex { $0 > time + 1e-9 } ?? beats.count
        let low = min(max(0, next - 1), beats.count - 2)
        return Double(low) + (time - beats[low]) / (beats[low + 1] - beats[low])
    }
}
