@testable import Analysis
import Testing

/// Bars that are not like the others.
@Suite struct IrregularBarTests {
    private static let pointer = BarPointer()

    private static func pulse(bars: [Int], beats: Int = 100, firstPosition: Int = 0) -> SyntheticPulse {
        SyntheticPulse(
            intervals: [Double](repeating: 52.6, count: beats), bars: bars, firstPosition: firstPosition,
            flaws: .init(missing: 0.1, jitter: 0.5))
    }

    @Test(arguments: [(4, 2), (4, 3), (4, 5), (4, 6), (3, 2), (3, 4), (6, 3), (6, 4)])
    func `one irregular bar among regular ones is found`(meter: Int, length: Int) throws {
        let bars = [Int](repeating: meter, count: 8) + [length] + [Int](repeating: meter, count: 30)
        let pulse = Self.pulse(bars: bars)
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path) > 0.98)
        #expect(pulse.score(path, downbeats: true) > 0.98)
        let found = path.bars.filter { $0.isBegun && $0.isEnded && $0.beatCount != meter }
        #expect(found.map(\.beatCount) == [length])
        #expect(found.first.map { abs(path.frames[$0.firstBeat] - pulse.frames[8 * meter]) < 4 } == true)
    }

    @Test func `a pick-up leaves the bars in phase`() throws {
        let pulse = Self.pulse(bars: [4], firstPosition: 3)
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path, downbeats: true) > 0.98)
        #expect(path.bars.first?.isBegun == false)
        #expect(path.bars.last?.isEnded == false)
        #expect(path.bars.allSatisfy { !$0.isIrregular })
        #expect(path.beatsPerBar.reduce(0, +) == path.beatCount)
    }

    @Test func `a new meter is found at its bar line`() throws {
        let pulse = Self.pulse(bars: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3], beats: 48 + 60)
        let path = try Self.pointer.path(pulse.evidence)
        #expect(pulse.score(path, downbeats: true) > 0.98)
        let change = try #require(path.meters.firstIndex(of: 3))
        #expect(abs(path.frames[change] - pulse.frames[48]) < 4)
        #expect(path.meters[change...].allSatisfy { $0 == 3 })
    }
}
