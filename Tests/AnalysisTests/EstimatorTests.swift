@testable import Analysis
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

    @Test func `sections with the same content get the same letter`() {
        // A A B A, eight bars each.
        let kinds = (0..<32).map { (16..<24).contains($0) ? 1 : 0 }
        let similarity = kinds.flatMap { a in kinds.map { a == $0 ? Float(0.95) : 0.2 } }
        let sections = [0..<8, 8..<16, 16..<24, 24..<32]
        let letters = SectionLetters(similarity: similarity, barCount: 32, sections: sections).letters()
        #expect(letters.indices == [0, 0, 1, 0])
    }

    @Test func `a change of sound is a boundary`() {
        let kinds = (0..<40).map { (16..<24).contains($0) ? 1 : 0 }
        let timbre = kinds.flatMap { a in kinds.map { a == $0 ? Float(0.9) : 0.1 } }
        let found = SectionBoundaries(
            timbre: timbre, harmonic: Array(repeating: 0, count: 1600), accents: Array(repeating: 0, count: 40),
            barCount: 40
        ).find().map(\.bar)
        #expect(found.contains(16))
        #expect(found.contains(24))
        #expect(found.first == 0)
    }

    @Test func `letters go on after Z`() {
        #expect([0, 25, 26, 27, 51, 52].map(SectionEstimator.name) == ["A", "Z", "AA", "AB", "AZ", "BA"])
    }
}
