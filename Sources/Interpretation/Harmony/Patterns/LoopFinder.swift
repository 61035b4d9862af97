/// Finds stretches in which the harmony repeats.
struct LoopFinder {
    /// A stretch of rounds.
    struct Loop {
        /// Half bars of a round.
        var period: Int
        /// First half bar of each round that keeps to the loop.
        var rounds: [Int]
        /// The half bars of a round as most rounds have them, as places in the song that have them.
        var model: [Int]
    }

    /// Share of the half bars that must equal those one round earlier.
    static let leastPeriodicity = 0.75
    /// Twice as long a round is preferred where its share is better by this.
    private static let betterBy = 0.15
    private static let chordCounts = 2...8
    /// In half bars: rounds of one to eight bars, and of twelve and sixteen.
    private static let periods = [2, 4, 6, 8, 10, 12, 14, 16, 24, 32]

    private let slots: HalfBars
    /// How strongly a phrase begins at each half bar.
    private let weights: [Int]

    init(_ slots: HalfBars, phraseStarts: [Double]) {
        self.slots = slots
        weights = (0..<slots.count).map { place in
            let time = slots.edges[place]
            let half = (slots.edges[place + 1] - time) / 2
            if phraseStarts.contains(where: { abs($0 - time) < half }) { return 2 }
            return place.isMultiple(of: 2) ? 1 : 0
        }
    }

    func loops() -> [Loop] {
        var used = [Bool](repeating: false, count: slots.count)
        var loops: [Loop] = []
        for period in LoopFinder.periods where slots.count >= 2 * period {
            for range in stretches(period: period, used: used) {
                guard let loop = loop(in: range, period: period) else { continue }
                for start in loop.rounds {
                    for place in start..<start + period { used[place] = true }
                }
                loops.append(loop)
            }
        }
        return loops
    }

    /// Stretches of at least two rounds in which every round's length of half bars repeats well enough.
    private func stretches(period: Int, used: [Bool]) -> [Range<Int>] {
        let count = slots.count - period
        let equal = (0..<count).map { !used[$0] && !used[$0 + period] && slots.areSame($0, $0 + period) }
        let changes = (0..<count).map { place in
            (place..<place + period).contains { !slots.areSame($0, $0 + 1) && slots.chords[$0] != nil }
        }
        var (found, start): ([Range<Int>], Int?) = ([], nil)
        guard count >= period else { return [] }
        for place in 0...count - period + 1 {
            let isGood =
                place + period <= count && changes[place] && !used[place..<place + 2 * period].contains(true)
                && Double((place..<place + period).count { equal[$0] })
                    >= LoopFinder.leastPeriodicity * Double(period)
            if isGood {
                start = start ?? place
            } else if let first = start {
                found.append(first..<place - 1 + 2 * period)
                start = nil
            }
        }
        return found.filter { !isBetterDoubled($0, period: period) }
    }

    private func periodicity(_ range: Range<Int>, _ period: Int) -> Double {
        let pairs = range.count - period
        guard pairs > 0 else { return 0 }
        let same = (range.lowerBound..<range.upperBound - period).count { slots.areSame($0, $0 + period) }
        return Double(same) / Double(pairs)
    }

    private func isBetterDoubled(_ range: Range<Int>, period: Int) -> Bool {
        range.count >= 4 * period
            && periodicity(range, 2 * period) > periodicity(range, period) + LoopFinder.betterBy
    }

    /// The rounds of a stretch, begun where a phrase begins if that leaves two rounds.
    private func loop(in range: Range<Int>, period: Int) -> Loop? {
        let starts = (range.lowerBound..<range.lowerBound + period).filter {
            (range.upperBound - $0) / period >= 2
        }
        // Of two equally good starts, a change of chord is better, then the earlier.
        let quality = { (place: Int) in
            2 * weights[place] + (place > 0 && slots.areSame(place - 1, place) ? 0 : 1)
        }
        let start = starts.max { (quality($0), -$0) < (quality($1), -$1) } ?? range.lowerBound
        let rounds = Array(stride(from: start, through: range.upperBound - period, by: period))
        let model = (0..<period).map { offset in commonest(rounds.map { $0 + offset }) }
        let kept = rounds.filter { round in
            let same = (0..<period).count { slots.areSame(round + $0, model[$0]) }
            return Double(same) >= LoopFinder.leastPeriodicity * Double(period)
        }
        let chords = LoopFinder.changes(model.compactMap { slots.chords[$0] })
        // Two rounds of two bars are an accident; a chord and the same in another colour are no progression.
        guard kept.count >= (period > 4 ? 2 : 3), LoopFinder.chordCounts.contains(chords.count),
            Set(chords.map(\.degree)).count > 1
        else { return nil }
        return Loop(period: period, rounds: kept, model: model)
    }

    /// The place whose chord most of the places have.
    private func commonest(_ places: [Int]) -> Int {
        let votes = places.map { place in places.count { slots.areSame(place, $0) } }
        let best = votes.max() ?? 0
        return places[votes.firstIndex(of: best) ?? 0]
    }

    /// Neighbours of one triad as one.
    static func changes(_ chords: [ProgressionChord]) -> [ProgressionChord] {
        var changes: [ProgressionChord] = []
        for chord in chords where !(changes.last.map { $0.hasSameTriad(as: chord) } ?? false) { changes.append(chord) }
        return changes
    }
}
