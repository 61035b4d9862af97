import Glibc

/// How the drums play, from the positions of kick, snare and hi-hat in the bars.
struct DrumPatternFeatures {
    /// An onset this near to a position, in beats, is on it.
    private static let nearBeats = 0.13
    /// Bars with at least so many strokes have drums.
    private static let leastStrokes = 2

    private let grid: GenreBars
    private let kick: [[Double]]
    private let snare: [[Double]]
    private let hiHat: [[Double]]
    /// Bars with drums.
    private let drummed: [Int]
    private let deviationMilliseconds: Double?

    init(_ grid: GenreBars, _ evidence: SongEvidence) {
        self.grid = grid
        func positions(_ voice: Voice, _ leastStrength: Double) -> [[Double]] {
            grid.positions(of: evidence.onsets[voice] ?? [], leastStrength: leastStrength)
        }
        // Ghost notes and what leaks from one drum into another are weak.
        let (kick, snare, hiHat) = (positions(.kick, 0.12), positions(.snare, 0.2), positions(.hiHat, 0.05))
        (self.kick, self.snare, self.hiHat) = (kick, snare, hiHat)
        drummed = grid.bars.indices.filter { kick[$0].count + snare[$0].count + hiHat[$0].count >= Self.leastStrokes }
        let strokes = Voice.drums.flatMap { evidence.onsets[$0] ?? [] }.filter { $0.strength > 0.3 }
        deviationMilliseconds = Self.deviation(
            grid, strokes.sorted { $0.timeSeconds < $1.timeSeconds })
    }

    /// Measures; without bars there are none, without drums only that there are none.
    var values: [GenreFeature: Double] {
        guard !grid.bars.isEmpty else { return [:] }
        var values: [GenreFeature: Double] = [.drumBarsShare: Double(drummed.count) / Double(grid.bars.count)]
        let beats = Double(drummed.reduce(0) { $0 + grid.bars[$1].beatCount })
        guard drummed.count >= 4 else { return values }
        values[.timingDeviationMilliseconds] = deviationMilliseconds
        values[.kicksPerBeat] = Double(drummed.reduce(0) { $0 + kick[$1].count }) / beats
        values[.snaresPerBeat] = Double(drummed.reduce(0) { $0 + snare[$1].count }) / beats
        values[.hiHatsPerBeat] = Double(drummed.reduce(0) { $0 + hiHat[$1].count }) / beats
        values[.kickOnEveryBeatShare] = share { bar in
            (0..<grid.bars[bar].beatCount).allSatisfy { has(kick[bar], Double($0)) }
        }
        values[.kickOnBeatsShare] = beatShare(kick, from: 0, by: 1)
        values[.kickOnBackBeatsShare] = beatShare(kick, from: 1, by: 2)
        values[.snareOnBackBeatsShare] = beatShare(snare, from: 1, by: 2)
        values[.snareOnStrongBeatsShare] = beatShare(snare, from: 0, by: 2)
        values[.backbeatShare] = share { bar in
            let beats = grid.bars[bar].beatCount
            let weak = stride(from: 1, to: beats, by: 2)
            return beats >= 2 && beats % 2 == 0 && weak.allSatisfy { has(snare[bar], Double($0)) }
                && stride(from: 0, to: beats, by: 2).allSatisfy { !has(snare[bar], Double($0)) }
        }
        values[.halfTimeShare] = share { bar in
            has(snare[bar], 2) && !has(snare[bar], 1) && !has(snare[bar], 3) && has(kick[bar], 0)
        }
        values[.oneDropShare] = share { bar in
            has(kick[bar], 2) && !has(kick[bar], 0) && !has(kick[bar], 1)
        }
        values[.offBeatSnareShare] = share { bar in
            let beats = grid.bars[bar].beatCount
            return (0..<beats).count { has(snare[bar], Double($0) + 0.5) } * 4 >= beats * 3
        }
        values[.breakbeatShare] = share { bar in
            has(kick[bar], 0) && has(kick[bar], 2.5) && !has(kick[bar], 2) && has(snare[bar], 1) && has(snare[bar], 3)
        }
        values[.dembowMatch] = match(
            [0.75, 1.5, 2.75, 3.5], snare, onlyWhere: { has(kick[$0], 0) && has(kick[$0], 2) })
        values[.claveMatch] = max(
            match([0, 0.75, 1.5, 2.5, 3], snare), match([0.5, 1, 2, 2.75, 3.5], snare),
            match([1.5, 3], kick, butNot: [1, 2]))
        values[.bossaMatch] = match([0, 0.75, 1, 1.75, 2, 2.75, 3, 3.75], kick, butNot: [0.5, 1.5, 2.5, 3.5])
        values[.fastKickShare] = fastKickShare
        values[.offBeatHiHatShare] = offBeatHiHatShare
        values[.swingRatio] = swingRatio
        return values
    }

    private func has(_ positions: [Double], _ position: Double) -> Bool {
        positions.contains { abs($0 - position) < Self.nearBeats }
    }

    /// Share of the beats from one on, or every second from it, that have a stroke.
    private func beatShare(_ strokes: [[Double]], from first: Int, by step: Int) -> Double {
        var (played, all) = (0, 0)
        for bar in drummed {
            for beat in stride(from: first, to: grid.bars[bar].beatCount, by: step) {
                all += 1
                if has(strokes[bar], Double(beat)) { played += 1 }
            }
        }
        return all > 0 ? Double(played) / Double(all) : 0
    }

    private func share(_ isCounted: (Int) -> Bool) -> Double {
        Double(drummed.count { isCounted($0) }) / Double(drummed.count)
    }

    /// Mean over the bars of the share of a pattern's strokes that are played, less those where it has none.
    private func match(
        _ pattern: [Double], _ strokes: [[Double]], butNot rests: [Double]? = nil,
        onlyWhere isCounted: (Int) -> Bool = { _ in true }
    ) -> Double {
        let others =
            rests
            ?? stride(from: 0, to: 4, by: 0.25).filter { position in !pattern.contains { abs($0 - position) < 0.1 } }
        let sum = drummed.reduce(0.0) { sum, bar in
            guard isCounted(bar), grid.bars[bar].beatCount == 4 else { return sum }
            let hits = Double(pattern.count { has(strokes[bar], $0) }) / Double(pattern.count)
            let misses = Double(others.count { has(strokes[bar], $0) }) / Double(others.count)
            return sum + max(0, hits - misses)
        }
        return sum / Double(drummed.count)
    }

    /// Share of the kicks that follow another within a third of a beat.
    private var fastKickShare: Double {
        let all = drummed.flatMap { bar in zip(kick[bar], kick[bar].dropFirst()).map { $0.1 - $0.0 } }
        return all.isEmpty ? 0 : Double(all.count { $0 < 0.38 }) / Double(all.count)
    }

    /// Share of the hi-hats on beats or half beats that are on the half beats.
    private var offBeatHiHatShare: Double? {
        let inside = drummed.flatMap { hiHat[$0] }.map { $0 - floor($0) }
        let off = Double(inside.count { abs($0 - 0.5) < Self.nearBeats })
        let on = Double(inside.count { $0 < Self.nearBeats || $0 > 1 - Self.nearBeats })
        return off + on > 8 ? off / (off + on) : nil
    }

    /// Median position of the strokes in the middle of a beat; 0.5 is straight, 0.667 triplets. Where sixteenths are
    /// played, they say nothing of swung eighths.
    private var swingRatio: Double? {
        let inside = drummed.flatMap { hiHat[$0] + snare[$0] + kick[$0] }.map { $0 - floor($0) }
        let middle = inside.filter { $0 > 0.4 && $0 < 0.72 }.sorted()
        let quarters = inside.count { $0 > 0.18 && $0 < 0.3 }
        return middle.count > 8 && quarters * 3 < middle.count ? middle[middle.count / 2] : nil
    }

    /// Median distance of strong strokes from the nearest sixteenth or triplet, in milliseconds.
    private static func deviation(_ grid: GenreBars, _ strokes: [Onset]) -> Double? {
        var distances: [Double] = []
        for (bar, positions) in zip(grid.bars, grid.positions(of: strokes)) {
            let beatSeconds = (bar.seconds.upperBound - bar.seconds.lowerBound) / Double(bar.beatCount)
            for position in positions {
                let nearest = [4.0, 3.0].map { abs(position - (position * $0).rounded() / $0) }.min() ?? 0
                distances.append(1000 * nearest * beatSeconds)
            }
        }
        return distances.count > 16 ? distances.sorted()[distances.count / 2] : nil
    }
}
