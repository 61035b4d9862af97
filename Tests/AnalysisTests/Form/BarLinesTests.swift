import Testing

@testable import Analysis

@Suite struct BarLinesTests {
    @Test func `a long lead-in is a row of its own and a short one belongs to the first bar`() {
        let long = BarLines(downbeats: [1.5, 3.5, 5.5, 7.5], durationSeconds: 9.5)
        #expect(long.seconds == [0, 1.5, 3.5, 5.5, 7.5, 9.5])
        #expect(long.hasLeadIn)
        let short = BarLines(downbeats: [0.4, 2.4, 4.4, 6.4], durationSeconds: 7)
        #expect(short.seconds == [0, 2.4, 4.4, 7])
        #expect(!short.hasLeadIn)
    }

    @Test func `without bars a row lasts two seconds`() {
        #expect(BarLines(downbeats: [], durationSeconds: 6).seconds == [0, 2, 4, 6])
        #expect(BarLines(downbeats: [1], durationSeconds: 1.5).seconds == [0, 1.5])
        #expect(BarLines(downbeats: [], durationSeconds: 0).seconds.isEmpty)
    }

    @Test func `the rows of very long songs are groups of bars`() {
        let downbeats = (0..<5000).map { Double($0) }
        let lines = BarLines(downbeats: downbeats, durationSeconds: 5000)
        #expect(lines.seconds.count <= BarLines.largestRowCount + 2)
        #expect(lines.barsPerRow == 6)
        #expect(lines.seconds.first == 0)
        #expect(lines.seconds.last == 5000)
        #expect(zip(lines.seconds, lines.seconds.dropFirst()).allSatisfy { $0 < $1 })
    }
}
