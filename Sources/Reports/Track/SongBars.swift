internal import Tracks

/// The song cut into bars; where no bars are known, into equal stretches of time.
struct SongBars {
    /// One bar.
    struct Bar: Equatable {
        /// Number as `Beat.bar` has it; `nil` for a stretch of time.
        var number: Int?
        var startSeconds: Double
        var endSeconds: Double
    }

    /// Length of a stretch where there are no bars, in seconds.
    private static let stretchSeconds = 4.0
    private static let maximumCount = 20_000

    /// All bars in order.
    let bars: [Bar]
    /// Whether they are bars of music.
    let isMetrical: Bool

    init(_ sidecar: TheorySidecar) {
        let duration = sidecar.track.durationSeconds.isFinite ? sidecar.track.durationSeconds : 0
        var starts: [(number: Int, time: Double)] = []
        for beat in sidecar.beats.prefix(100_000) where starts.last?.number != beat.bar {
            if let last = starts.last?.time, beat.timeSeconds <= last { continue }
            starts.append((beat.bar, beat.timeSeconds))
        }
        isMetrical = starts.count > 1
        guard isMetrical else {
            let count = Int(min(Double(Self.maximumCount), max(0, duration / Self.stretchSeconds).rounded(.up)))
            bars = (0..<count).map { index in
                let start = Double(index) * Self.stretchSeconds
                return Bar(
                    number: nil, startSeconds: start, endSeconds: min(duration, start + Self.stretchSeconds))
            }
            return
        }
        let lengths = zip(starts, starts.dropFirst()).map { $1.time - $0.time }.sorted()
        let usual = lengths[lengths.count / 2]
        bars = starts.prefix(Self.maximumCount).indices.map { index in
            let start = starts[index].time
            let next =
                index + 1 < starts.count ? starts[index + 1].time : min(max(duration, start + 0.1), start + usual)
            return Bar(number: starts[index].number, startSeconds: start, endSeconds: next)
        }
    }

    /// A chord's stretch within a bar.
    struct Slice {
        /// Index into the sidecar's chords.
        var index: Int
        var startSeconds: Double
        var endSeconds: Double
        /// Whether the chord began in an earlier bar.
        var isContinued: Bool
    }

    /// Chords by bars; slivers at the edges, which rounding leaves, are passed over.
    func slices(of chords: [ChordSpan]) -> [[Slice]] {
        var result: [[Slice]] = []
        result.reserveCapacity(bars.count)
        var first = 0
        for bar in bars {
            while first < chords.count, chords[first].endSeconds <= bar.startSeconds { first += 1 }
            var slices: [Slice] = []
            var index = first
            let sliver = 0.08 * (bar.endSeconds - bar.startSeconds)
            while index < chords.count, chords[index].startSeconds < bar.endSeconds, slices.count < 16 {
                let start = max(bar.startSeconds, chords[index].startSeconds)
                let end = min(bar.endSeconds, chords[index].endSeconds)
                if end - start > sliver {
                    slices.append(
                        Slice(
                            index: index, startSeconds: slices.isEmpty ? bar.startSeconds : start, endSeconds: end,
                            isContinued: chords[index].startSeconds < bar.startSeconds - sliver))
                }
                index += 1
            }
            result.append(slices)
        }
        return result
    }

    /// Ranges of bars by sections: a bar belongs to the section that its middle lies in. One range without sections.
    func ranges(of sections: [Section]) -> [(section: Section?, bars: Range<Int>)] {
        guard !sections.isEmpty else { return bars.isEmpty ? [] : [(nil, bars.indices)] }
        var result: [(section: Section?, bars: Range<Int>)] = []
        var begin = 0
        for (place, section) in sections.enumerated() {
            var end = begin
            let isLast = place == sections.count - 1
            while end < bars.count,
                isLast || (bars[end].startSeconds + bars[end].endSeconds) / 2 < section.endSeconds
            { end += 1 }
            if end > begin { result.append((section, begin..<end)) }
            begin = end
        }
        return result
    }
}
