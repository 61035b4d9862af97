import Testing
import Tracks

@testable import Interpretation

struct ComplexityTests {
    @Test func `a scale gives the share of the reference that is simpler`() {
        let scale = ComplexityScale(quantiles: [1, 2, 3, 4, 6, 8, 10])
        #expect(scale.degree(of: 0) == 0)
        #expect(scale.degree(of: 1) == 0)
        #expect(abs(scale.degree(of: 4) - 0.5) < 1e-12)
        #expect(abs(scale.degree(of: 5) - 0.625) < 1e-12)
        #expect(scale.degree(of: 10) == 1)
        #expect(scale.degree(of: 100) == 1)
    }

    @Test func `scales with equal quantiles count what is above them`() {
        let scale = ComplexityScale(quantiles: [0, 0, 0, 0, 0.2, 0.4, 1])
        #expect(scale.degree(of: 0) == 0)
        #expect(abs(scale.degree(of: 0.2) - 0.75) < 1e-12)
    }

    @Test(arguments: RhythmicMeasure.allCases)
    func `every measure has a scale that rises`(measure: RhythmicMeasure) {
        let quantiles = RhythmicMeasureScales.scale(of: measure).quantiles
        #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(quantiles[0] < quantiles[6])
    }

    @Test func `complexity is the mean of its parts and its reasons carry the numbers`() throws {
        let complexity = RhythmicComplexity(
            measures: [.syncopationPerBar: 3.4, .microtiming: 7.6, .polyrhythms: 0], swingRatio: 0.62)
        let value = try #require(complexity.value)
        let mean = complexity.parts.reduce(0) { $0 + $1.degree } / 3
        #expect(abs(value - mean) < 0.001)
        #expect(complexity.reasons.count == 3)
        #expect(complexity.reasons.contains { $0.contains("3.4 per bar") })
        #expect(complexity.reasons.contains { $0.contains("62 %") })
        #expect(RhythmicComplexity(measures: [:], swingRatio: nil).value == nil)
    }

    @Test(arguments: 2...9)
    func `equal divisions fit themselves and no neighbour of theirs`(count: Int) {
        let length = 4.0
        let notes = (0..<count).map { length * Double($0) / Double(count) }
        #expect(EqualDivision.fits(notes, count: count, length: length))
        for other in EqualDivision.counts where abs(other - count) == 1 {
            #expect(!EqualDivision.fits(notes, count: other, length: length))
        }
        #expect(EqualDivision.fits(notes.dropLast(), count: count, length: length) == (count >= 4))
    }

    @Test func `what the meter divides itself is ordinary`() {
        #expect(EqualDivision.isOrdinary(8, beats: 2, beatDivisions: [2, 2]))
        #expect(EqualDivision.isOrdinary(2, beats: 4, beatDivisions: [2, 2]))
        #expect(!EqualDivision.isOrdinary(3, beats: 4, beatDivisions: [2, 2]))
        #expect(!EqualDivision.isOrdinary(3, beats: 1, beatDivisions: [2, 2]))
        #expect(EqualDivision.isOrdinary(3, beats: 1, beatDivisions: [3, 2]))
        #expect(!EqualDivision.isOrdinary(3, beats: 2, beatDivisions: [3, 2]))
    }
}
