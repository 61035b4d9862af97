import Tracks

/// Looks for polyrhythms: two voices that divide the same span of one, two or four beats (or a bar of three) into
/// numbers of equal parts that have no common divisor, for two bars or more.
struct PolyrhythmSearch {
    static let leastBars = 2
    static let significance = 0.01
    private static let shiftCount = 1000
    private static let seed: UInt64 = 20_05

    private let grid: OnsetGrid
    private var generator = SplitMix64(seed: seed)

    init(_ grid: OnsetGrid) { self.grid = grid }

    /// What was found, in order; of what overlaps in the same voices, the longest.
    mutating func results() -> [Polyrhythm] {
        var found: [(result: Polyrhythm, noteCount: Int)] = []
        for span in Set([1, 2, 4, grid.bars.beatsPerBar == 3 ? 3 : 1]).sorted() { found += polyrhythms(span: span) }
        return PolyrhythmSearch.withoutOverlaps(found)
    }

    /// Of results that overlap in time and voices, the longest, and of equally long ones that with the most notes.
    static func withoutOverlaps(_ found: [(result: Polyrhythm, noteCount: Int)]) -> [Polyrhythm] {
        var kept: [Polyrhythm] = []
        let inOrder = found.sorted {
            if $0.result.bars != $1.result.bars { return $0.result.bars > $1.result.bars }
            if $0.noteCount != $1.noteCount { return $0.noteCount > $1.noteCount }
            return ($0.result.startBar, $0.result.description) < ($1.result.startBar, $1.result.description)
        }
        for candidate in inOrder.map(\.result) {
            let isHidden = kept.contains {
                $0.startBar < candidate.startBar + candidate.bars && candidate.startBar < $0.startBar + $0.bars
                    && !Set($0.voices).isDisjoint(with: candidate.voices)
            }
            if !isHidden { kept.append(candidate) }
        }
        return kept.sorted { ($0.startBar, $0.ratio, $0.description) < ($1.startBar, $1.ratio, $1.description) }
    }

    private mutating func polyrhythms(span: Int) -> [(result: Polyrhythm, noteCount: Int)] {
        let bars = grid.bars.bars
        let voices = Voice.allCases.map { ($0, SpanNotes(grid.onsets[$0] ?? [], bars: bars, span: span)) }
        var found: [(result: Polyrhythm, noteCount: Int)] = []
        for (first, firstNotes) in voices {
            for (second, secondNotes) in voices where first != second {
                for (many, few) in crossingDivisions(span: span) {
                    let holds = bars.indices.map {
                        firstNotes.divisions[$0].contains(many) && secondNotes.divisions[$0].contains(few)
                    }
                    for run in PolyrhythmSearch.runs(of: holds) where run.count >= PolyrhythmSearch.leastBars {
                        // The division that the meter does not have is the one to be proved.
                        let isManyOrdinary = isOrdinary(many, span: span)
                        let spans = run.flatMap { (isManyOrdinary ? secondNotes : firstNotes).positions[$0] }
                        let p = pValue(spans, count: isManyOrdinary ? few : many, length: Double(span))
                        guard p < PolyrhythmSearch.significance else { continue }
                        let result = polyrhythm(
                            many: (first, many), few: (second, few), span: span, bars: bars[run], p: p)
                        found.append((result, many + few))
                    }
                }
            }
        }
        return found
    }

    /// Pairs of divisions without a common divisor, at least one of which is not the meter's.
    private func crossingDivisions(span: Int) -> [(many: Int, few: Int)] {
        EqualDivision.counts.dropFirst().flatMap { many in
            (2..<many).filter { few in
                OffBeatness.greatestCommonDivisor(many, few) == 1
                    && !(isOrdinary(many, span: span) && isOrdinary(few, span: span))
            }.map { (many, $0) }
        }
    }

    private func isOrdinary(_ count: Int, span: Int) -> Bool {
        EqualDivision.isOrdinary(count, beats: span, beatDivisions: grid.bars.beatDivisions)
    }

    /// Stretches of flags that are set.
    private static func runs(of flags: [Bool]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start: Int?
        for index in 0...flags.count {
            if index < flags.count, flags[index] {
                start = start ?? index
            } else if let first = start {
                result.append(first..<index)
                start = nil
            }
        }
        return result
    }

    /// How often the notes of every span, each shifted around it by chance, divide it as well.
    private mutating func pValue(_ spans: [[Double]], count: Int, length: Double) -> Double {
        var hits = 0
        for _ in 0..<PolyrhythmSearch.shiftCount {
            var all = true
            for notes in spans {
                let shift = length * generator.nextUnit()
                let shifted = notes.lazy.map { ($0 + shift).truncatingRemainder(dividingBy: length) }
                if !EqualDivision.fits(shifted, count: count, length: length) {
                    all = false
                    break
                }
            }
            if all { hits += 1 }
        }
        return RhythmPrecision.thousandths(Double(hits + 1) / Double(PolyrhythmSearch.shiftCount + 1))
    }

    private func polyrhythm(
        many: (voice: Voice, count: Int), few: (voice: Voice, count: Int), span: Int, bars: ArraySlice<BarGrid.Bar>,
        p: Double
    ) -> Polyrhythm {
        let (first, last) = (bars.first?.number ?? 0, bars.last?.number ?? 0)
        let beats = span == 1 ? "each beat" : "\(span) beats"
        return Polyrhythm(
            kind: "polyrhythm", ratio: "\(many.count):\(few.count)", voices: [many.voice.rawValue, few.voice.rawValue],
            startBar: first, bars: bars.count, pValue: p,
            description:
                "In bars \(first) to \(last), the \(many.voice.name) divides \(beats) into \(many.count) equal "
                + "parts while the \(few.voice.name) divides \(span == 1 ? "it" : "them") into \(few.count).")
    }
}
