/// The notes of a voice in spans of so many beats, bar by bar.
struct SpanNotes {
    /// Distances in beats of each note from its span's beginning [bar][span in the bar][note]; bars that the span does
    /// not divide have no spans.
    let positions: [[[Double]]]
    /// Divisions that all spans of a bar have, bar by bar.
    let divisions: [Set<Int>]

    /// Just before a span's beginning is at its beginning.
    private static let early = 1.0 / 24
    /// Two notes divide a span in two; everything else needs three to be believed.
    private static let leastNotes = 3

    init(_ onsets: [QuantisedOnset], bars: [BarGrid.Bar], span: Int) {
        var next = 0
        positions = bars.map { bar in
            guard bar.beatCount % span == 0 else { return [] }
            return (0..<bar.beatCount / span).map { index in
                let start = Double(bar.firstBeat + index * span)
                let end = start + Double(span) - SpanNotes.early
                while next < onsets.count, onsets[next].position < start - SpanNotes.early { next += 1 }
                var inside: [Double] = []
                while next < onsets.count, onsets[next].position < end {
                    inside.append(onsets[next].position - start)
                    next += 1
                }
                return inside
            }
        }
        divisions = positions.map { spans in
            guard !spans.isEmpty else { return [] }
            return Set(
                EqualDivision.counts.filter { count in
                    spans.allSatisfy {
                        $0.count >= min(SpanNotes.leastNotes, count)
                            && EqualDivision.fits($0, count: count, length: Double(span))
                    }
                })
        }
    }
}
