extension Meter {
    /// The beats of the bar in the groups that are felt: [2, 2] in 4/4, [3] in 3/4, [3, 2] in 5/4, [2, 2, 3] in 7/8. The
    /// grouping of irregular meters is the commoner one.
    public var grouping: [Int] {
        switch beatsPerBar {
        case 1...3: return [beatsPerBar]
        case 5: return [3, 2]
        case 6: return [3, 3]
        case let beats where beats % 2 == 0: return [Int](repeating: 2, count: beats / 2)
        case let beats where beats % 3 == 0: return [Int](repeating: 3, count: beats / 3)
        case let beats: return [Int](repeating: 2, count: (beats - 3) / 2) + [3]
        }
    }

    /// The weight of each position in the bar: 0 on the first, one less for each division of the bar (into groups of
    /// beats, beats, and the divisions of the beat) that is needed to reach it. In 4/4 with two positions to the beat:
    /// 0 -3 -2 -3 -1 -3 -2 -3.
    ///
    /// The metrical tree of Longuet-Higgins & Lee (The Rhythmic Interpretation of Monophonic Music, Music Perception
    /// 1984); weights above the lowest are the rows of dots of Lerdahl & Jackendoff (A Generative Theory of Tonal Music,
    /// 1983).
    ///
    /// - Parameters:
    ///   - positionsPerBeat: at least 1. A beat is a dotted quarter in 6/8, 9/8 and 12/8 and is divided by three first; a
    ///     beat of another meter is halved as often as it goes.
    ///   - grouping: beats by group; `self.grouping` unless told otherwise. It must add up to `beatsPerBar`.
    /// - Returns: `beatsPerBar * positionsPerBeat` weights.
    public func metricalLevels(positionsPerBeat: Int, grouping: [Int]? = nil) -> [Int] {
        precondition(positionsPerBeat >= 1)
        let groups = grouping ?? self.grouping
        precondition(groups.allSatisfy { $0 >= 1 } && groups.reduce(0, +) == beatsPerBar)
        let count = beatsPerBar * positionsPerBeat
        var levels = [Int](repeating: 0, count: count)
        var isReached = [Bool](repeating: false, count: count)
        var level = 0
        func reach(_ positions: some Sequence<Int>) {
            var isNew = false
            for position in positions where !isReached[position] {
                levels[position] = level
                isReached[position] = true
                isNew = true
            }
            if isNew { level -= 1 }
        }

        reach(CollectionOfOne(0))
        for starts in Meter.groupStarts(groups) { reach(starts.map { $0 * positionsPerBeat }) }
        var spacing = positionsPerBeat
        reach(stride(from: 0, to: count, by: spacing))
        for divisor in Meter.divisors(of: positionsPerBeat, first: isCompound ? 3 : 2) {
            spacing /= divisor
            reach(stride(from: 0, to: count, by: spacing))
        }
        return levels
    }

    /// The levels between bar and beat: four or more equal groups are themselves grouped in pairs.
    private static func groupStarts(_ groups: [Int]) -> [[Int]] {
        var starts: [Int] = []
        var beat = 0
        for group in groups {
            starts.append(beat)
            beat += group
        }
        var levels = [starts]
        while let coarsest = levels.first, Set(groups).count == 1, coarsest.count >= 4, coarsest.count % 2 == 0 {
            levels.insert(coarsest.enumerated().filter { $0.offset % 2 == 0 }.map(\.element), at: 0)
        }
        return levels
    }

    /// The prime factors in the order in which a beat is divided.
    private static func divisors(of number: Int, first: Int) -> [Int] {
        var rest = number
        var divisors: [Int] = []
        var candidate = first
        while rest > 1 {
            if rest % candidate == 0 {
                divisors.append(candidate)
                rest /= candidate
                // In 6/8 the beat is divided in three once, then in halves.
                if candidate == first, first == 3 { candidate = 2 }
            } else {
                candidate = candidate == first && first == 3 ? 2 : candidate + 1
            }
        }
        return divisors
    }
}
