@testable import Analysis
import Glibc
import Testing

@Suite struct EstimatorTests {
    @Test func `a line is fitted through outliers`() {
        var values = (0..<50).map { 3 + 0.5 * Double($0) }
        values[20] += 4
        values[33] -= 2
        let line = LineFit(values, weights: Array(repeating: 1, count: 50), centre: 25, radius: .infinity)
        #expect(abs(line.slope - 0.5) < 1e-6)
        #expect(abs(line.value(at: 0) - 3) < 1e-4)
    }

    @Test func `a step in tempo gives two stretches`() {
        let times = (0..<60).map { 0.5 * Double($0) } + (0..<60).map { 30 + 0.4 * Double($0) }
        let pieces = TempoMap.pieces(times)
        #expect(pieces.count == 2)
        #expect(abs(pieces[0].bpm - 120) < 0.5)
        #expect(abs(pieces[pieces.count - 1].bpm - 150) < 0.5)
    }

    @Test func `a steady tempo is one stretch`() {
        #expect(TempoMap.pieces((0..<200).map { 0.2 + 0.47 * Double($0) }).count == 1)
    }

    @Test(arguments: [0, 0.03])
    func `no beat is put before the song`(drift: Double) {
        // The first beat is late: the line through the others passes it before 0.
        let times = [0.0] + (1..<40).map { 0.5 * Double($0) - 0.01 + drift * sin(Double($0) / 4) }
        let grid = BeatSmoothing(times: times, weights: Array(repeating: 1, count: 40)).grid()
        #expect(grid.times.count == 40)
        #expect(grid.times.allSatisfy { $0 >= 0 })
        #expect(zip(grid.times, grid.times.dropFirst()).allSatisfy { $0 < $1 })
    }
}
