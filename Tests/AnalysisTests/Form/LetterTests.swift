import Testing

@testable import Analysis

@Suite struct LetterTests {
    @Test func `sections that repeat each other share a letter`() {
        let kinds = [0, 1, 0, 2, 1]
        let probabilities = kinds.flatMap { a in kinds.map { a == $0 ? 0.9 : 0.1 } }
        let clusters = LetterClusters(probabilities: probabilities, count: 5, threshold: 0.5)
        #expect(clusters.indices == [0, 1, 0, 2, 1])
        #expect(clusters.likeness == [0.9, 0.9, 0.9, 0, 0.9])
    }

    @Test func `a chain of likenesses does not make one letter of all`() {
        // a is like b, b like c, but a is nothing like c.
        let probabilities = [1, 0.8, 0, 0.8, 1, 0.7, 0, 0.7, 1]
        let clusters = LetterClusters(probabilities: probabilities, count: 3, threshold: 0.5)
        #expect(clusters.indices == [0, 0, 1])
    }

    @Test func `letters go on after Z`() {
        #expect([0, 25, 26, 27, 51, 52].map(LetterClusters.name) == ["A", "Z", "AA", "AB", "AZ", "BA"])
    }

    @Test func `a section with a bar more is still a repeat`() {
        var form = SyntheticForm(kinds: Array(repeating: 0, count: 17) + Array(repeating: 1, count: 8))
        form.sungKinds = [0, 1]
        let likeness = SectionLikeness(BarSimilarity(form.input()))
        let (same, other) = (likeness.features(0..<8, 8..<17), likeness.features(0..<8, 17..<25))
        #expect(same[0] > 0.9)
        #expect(other[0] < 0.6)
        #expect(same == likeness.features(8..<17, 0..<8))
    }
}
