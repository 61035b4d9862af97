import Tracks

/// How well the changes of chord are placed, whatever the chords (Harte, PhD thesis, 2010, section 8.3; Mauch,
/// Automatic Chord Transcription from Audio Using Computational Models of Musical Context, PhD thesis, 2010, section
/// 2.3).
public enum ChordSegmentation {
    /// Neighbouring spans of one chord joined.
    public static func joined(_ spans: LabelledSpans, labels: [HarteLabel]) -> [LabelledSpan] {
        var joined: [LabelledSpan] = []
        var last: EncodedChord?
        for (span, label) in zip(spans.spans, labels) {
            let chord = EncodedChord(label, foldsExtensions: true)
            if chord == last { joined[joined.count - 1].end = span.end } else { joined.append(span) }
            last = chord
        }
        return joined
    }

    /// The share of the time of `spans` outside the longest piece that the boundaries of `others` leave of each.
    public static func directionalHammingDistance(from spans: [LabelledSpan], to others: [LabelledSpan]) -> Double {
        guard let first = spans.first, let last = spans.last else { return 0 }
        let boundaries = Set(others.flatMap { [$0.start, $0.end] }).sorted()
        var missed = 0.0
        for span in spans {
            var longest = 0.0
            var previous = span.start
            var next = boundaries.partitioningIndex { $0 >= span.start }
            while next < boundaries.count, boundaries[next] < span.end {
                longest = max(longest, boundaries[next] - previous)
                previous = boundaries[next]
                next += 1
            }
            missed += span.duration - max(longest, span.end - previous)
        }
        return missed / (last.end - first.start)
    }
}
