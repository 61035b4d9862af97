import Glibc

/// When chords change: the probability that a chord of some age gives way at some place in the bar, which together make
/// the prior of durations. Counted over the Billboard annotations; ages and places in half-beats.
struct ChordDurations: Sendable {
    /// Cells of the longest segment; a longer chord continues itself.
    static let longest = 32

    /// Log-probability of a change at an age [places, `longest`].
    private static let changes: [Double] = {
        var values = PackedTable(ChordStatisticsTables.hazards).values
        // A beat in an unknown place of the bar: a downbeat one time in four.
        for age in 0..<longest {
            let downbeat = exp(values[anyDownbeat * longest + age])
            values.append(log(0.25 * downbeat + 0.75 * exp(values[(anyDownbeat + 1) * longest + age])))
        }
        return values.map { min($0, log(0.97)) }
    }()
    private static let stays: [Double] = changes.map { log(1 - exp($0)) }
    private static let anyDownbeat = 18
    private static let withoutPulse = 21
    private static let unknownBeat = 22

    private let places: [Int]

    /// The places of a grid's cells.
    init(_ grid: HarmonyGrid) {
        places = (0..<grid.cellCount).map { cell in
            guard grid.hasPulse else { return ChordDurations.withoutPulse }
            let isOffbeat = grid.positionInBeat[cell] != 0
            guard let beat = grid.beatInBar[cell] else {
                return isOffbeat ? ChordDurations.anyDownbeat + 2 : ChordDurations.unknownBeat
            }
            let firstPlaces = [4: 0, 3: 8, 2: 14]
            if let first = firstPlaces[grid.beatsPerBar], (0..<grid.beatsPerBar).contains(beat) {
                return first + 2 * beat + (isOffbeat ? 1 : 0)
            }
            return ChordDurations.anyDownbeat + (isOffbeat ? 2 : beat == 0 ? 0 : 1)
        }
    }

    /// Log-probabilities of the lengths 1...`longest` of a chord that begins with a cell, followed by that of going on
    /// beyond the longest. The song's end may cut a chord at any length.
    func logProbabilities(from start: Int) -> [Double] {
        let longest = ChordDurations.longest
        var result = [Double](repeating: -.infinity, count: longest + 1)
        var lasting = 0.0
        for age in 1...longest {
            guard start + age < places.count else {
                if start + age == places.count { result[age - 1] = lasting }
                return result
            }
            let entry = places[start + age] * longest + age - 1
            result[age - 1] = lasting + ChordDurations.changes[entry]
            lasting += ChordDurations.stays[entry]
        }
        result[longest] = lasting
        return result
    }
}
