import Tracks

/// The bars of a song, on which onsets get a place in beats.
struct GenreBars {
    /// A bar from its downbeat to the next.
    struct Bar {
        /// Times of its beats and of the next downbeat.
        let edges: [Double]
        var beatCount: Int { edges.count - 1 }
        var seconds: ClosedRange<Double> { edges[0]...edges[edges.count - 1] }
    }

    /// Whole bars in order.
    let bars: [Bar]

    init(_ beats: [Beat]) {
        let downbeats = beats.indices.filter { beats[$0].isDownbeat }
        bars = zip(downbeats, downbeats.dropFirst()).map { first, next in
            Bar(edges: beats[first...next].map(\.timeSeconds))
        }
    }

    /// Beats of all bars.
    var beatCount: Int { bars.reduce(0) { $0 + $1.beatCount } }
    /// Length of all bars in seconds.
    var seconds: Double { bars.reduce(0) { $0 + $1.seconds.upperBound - $1.seconds.lowerBound } }
    /// The most frequent number of beats in a bar.
    var beatsPerBar: Int? {
        Dictionary(grouping: bars, by: \.beatCount).max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }

    /// For each bar the positions, in beats from its downbeat, of the onsets that are strong enough.
    ///
    /// - Parameter onsets: in order of time. An onset shortly before a downbeat belongs to it, at a negative position.
    func positions(of onsets: [Onset], leastStrength: Double = 0) -> [[Double]] {
        var next = 0
        let early = 0.12
        return bars.map { bar in
            var positions: [Double] = []
            let first = bar.edges[0] - early * (bar.edges[1] - bar.edges[0])
            let last = bar.edges[bar.beatCount] - early * (bar.edges[bar.beatCount] - bar.edges[bar.beatCount - 1])
            while next < onsets.count, onsets[next].timeSeconds < last {
                let onset = onsets[next]
                next += 1
                guard onset.timeSeconds >= first, onset.strength >= leastStrength else { continue }
                let after = bar.edges.firstIndex { $0 > onset.timeSeconds } ?? bar.beatCount
                let beat = min(max(after - 1, 0), bar.beatCount - 1)
                let length = max(bar.edges[beat + 1] - bar.edges[beat], 1e-6)
                positions.append(Double(beat) + (onset.timeSeconds - bar.edges[beat]) / length)
            }
            return positions
        }
    }
}
