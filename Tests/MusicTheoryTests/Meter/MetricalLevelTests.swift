import MusicTheory
import Testing

@Suite struct MetricalLevelTests {
    @Test(
        arguments: [
            ("4/4", 1, [0, -2, -1, -2]), ("4/4", 2, [0, -3, -2, -3, -1, -3, -2, -3]),
            ("4/4", 4, [0, -4, -3, -4, -2, -4, -3, -4, -1, -4, -3, -4, -2, -4, -3, -4]), ("2/4", 2, [0, -2, -1, -2]),
            ("3/4", 2, [0, -2, -1, -2, -1, -2]), ("6/8", 3, [0, -2, -2, -1, -2, -2]),
            ("6/8", 6, [0, -3, -2, -3, -2, -3, -1, -3, -2, -3, -2, -3]),
            ("9/8", 3, [0, -2, -2, -1, -2, -2, -1, -2, -2]),
            ("12/8", 1, [0, -2, -1, -2]), ("5/4", 1, [0, -2, -2, -1, -2]), ("7/8", 1, [0, -2, -1, -2, -1, -2, -2]),
            ("5/4", 2, [0, -3, -2, -3, -2, -3, -1, -3, -2, -3]),
            ("4/4", 3, [0, -3, -3, -2, -3, -3, -1, -3, -3, -2, -3, -3]),
            ("8/4", 1, [0, -3, -2, -3, -1, -3, -2, -3]), ("1/4", 2, [0, -1]), ("6/4", 1, [0, -2, -2, -1, -2, -2]),
            ("4/4", 12, nil), ("6/8", 12, nil), ("7/8", 24, nil), ("64/4", 24, nil),
        ] as [(String, Int, [Int]?)])
    func `positions weigh less the deeper they lie`(name: String, positions: Int, weights: [Int]?) throws {
        let meter = try #require(Meter(name))
        let levels = meter.metricalLevels(positionsPerBeat: positions)
        if let weights { #expect(levels == weights) }
        #expect(levels.count == meter.beatsPerBar * positions)
        #expect(levels.first == 0)
        #expect(levels.dropFirst().allSatisfy { $0 < 0 })
        #expect(Set(levels) == Set((levels.min() ?? 0)...0))
    }

    @Test func `irregular meters can be grouped otherwise`() throws {
        let meter = try #require(Meter("7/8"))
        #expect(meter.grouping == [2, 2, 3])
        #expect(meter.metricalLevels(positionsPerBeat: 1, grouping: [3, 2, 2]) == [0, -2, -2, -1, -2, -1, -2])
    }

    @Test func `groups add up to the bar`() throws {
        for numerator in 1...64 {
            for denominator in [4, 8] {
                let meter = try #require(Meter(numerator: numerator, denominator: denominator))
                #expect(meter.grouping.reduce(0, +) == meter.beatsPerBar)
            }
        }
    }
}
