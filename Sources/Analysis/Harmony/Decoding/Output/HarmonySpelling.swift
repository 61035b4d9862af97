import MusicTheory
import Tracks

/// Writes decoded chords and keys as labelled spans; chords are spelt by the key they stand in.
struct HarmonySpelling {
    let grid: HarmonyGrid
    /// Stretches that cover all cells; empty without a key.
    let keys: [KeySpan]

    /// Spans without gaps from 0 to the song's end; neighbours differ.
    func chordSpans(_ segments: [BassSegment], confidence: (BassSegment) -> Double) -> [ChordSpan] {
        var spans: [ChordSpan] = []
        for segment in segments {
            let label = label(segment)
            let (start, end) = (
                grid.boundaries[segment.cells.lowerBound], grid.boundaries[segment.cells.upperBound]
            )
            let sure = confidence(segment)
            if let last = spans.last, last.label == label.harte {
                let (old, new) = (last.endSeconds - last.startSeconds, end - start)
                spans[spans.count - 1].confidence = (old * last.confidence + new * sure) / max(1e-9, old + new)
                spans[spans.count - 1].endSeconds = end
                spans[spans.count - 1].endBeat = beatIndex(end)
                continue
            }
            spans.append(
                ChordSpan(
                    startSeconds: start, endSeconds: end, startBeat: beatIndex(start), endBeat: beatIndex(end),
                    label: label.harte, root: label.chord?.root.name, quality: label.chord?.quality.rawValue,
                    bass: label.chord?.bass.name, confidence: sure))
        }
        return spans
    }

    /// Regions without gaps from 0 to the song's end; empty without a key.
    func keyRegions() -> [KeyRegion] {
        keys.map {
            KeyRegion(
                startSeconds: grid.boundaries[$0.cells.lowerBound], endSeconds: grid.boundaries[$0.cells.upperBound],
                key: $0.key.name)
        }
    }

    /// The chord's name in the key at its beginning.
    func label(_ segment: BassSegment) -> ChordLabel {
        guard segment.state != ChordStates.none else { return .none }
        let root = ChordStates.root(segment.state)
        let quality = ChordStates.quality(segment.state)
        let key = keys.first { $0.cells.upperBound > segment.cells.lowerBound }?.key
        let spelling = key?.chordRootSpelling(of: root) ?? PitchSpelling(root, lowestFifths: -5)
        let bass = HarmonySpelling.degree(segment.interval, in: quality).spelling(above: spelling)
        return .chord(Chord(root: spelling, quality: quality, bass: bass))
    }

    /// How a bass note so many semitones above the root is counted.
    private static func degree(_ interval: Int, in quality: ChordQuality) -> ScaleDegree {
        switch interval {
        case 1: ScaleDegree(number: 2, alteration: -1)
        case 2: ScaleDegree(number: 2)
        case 3: ScaleDegree(number: 3, alteration: -1)
        case 4: ScaleDegree(number: 3)
        case 5: ScaleDegree(number: 4)
        case 6 where quality.intervals.contains(6): ScaleDegree(number: 5, alteration: -1)
        case 6: ScaleDegree(number: 4, alteration: 1)
        case 7: ScaleDegree(number: 5)
        case 8 where quality == .augmented: ScaleDegree(number: 5, alteration: 1)
        case 8: ScaleDegree(number: 6, alteration: -1)
        case 9 where quality == .diminishedSeventh: ScaleDegree(number: 7, alteration: -2)
        case 9: ScaleDegree(number: 6)
        case 10: ScaleDegree(number: 7, alteration: -1)
        case 11: ScaleDegree(number: 7)
        default: ScaleDegree(number: 1)
        }
    }

    /// Place among the beats; before the first and after the last, as if the beats went on.
    private func beatIndex(_ time: Double) -> Double? {
        let beats = grid.beatTimes
        guard beats.count > 1 else { return nil }
        let next = beats.partitioningIndex { $0 > time + 1e-9 }
        let beat = min(max(0, next - 1), beats.count - 2)
        return Double(beat) + (time - beats[beat]) / (beats[beat + 1] - beats[beat])
    }
}
