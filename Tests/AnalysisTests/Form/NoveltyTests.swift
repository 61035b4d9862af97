import Testing

@testable import Analysis

@Suite struct NoveltyTests {
    private func blocks(_ kinds: [Int]) -> [Float] { kinds.flatMap { a in kinds.map { a == $0 ? 1 : 0 } } }

    @Test func `contrast is greatest where two blocks meet`() {
        let kinds = Array(repeating: 0, count: 8) + Array(repeating: 1, count: 8)
        let curve = Novelty.checkerboard(blocks(kinds), barCount: 16, radius: 4)
        #expect(curve.indices.max { curve[$0] < curve[$1] } == 8)
        #expect(abs(curve[8] - 1) < 1e-5)
        #expect(curve[4] == 0)
    }

    @Test func `a repetition begins and ends where the diagonal does`() {
        // Bars 4...7 come again as 12...15.
        let kinds = [10, 11, 12, 13, 1, 2, 3, 4, 20, 21, 22, 23, 1, 2, 3, 4, 30, 31, 32, 33]
        let edges = Novelty.repetitionEdges(blocks(kinds), barCount: 20)
        for line in [4, 12] { #expect(edges.begins[line] > 0.9) }
        for line in [8, 16] { #expect(edges.ends[line] > 0.9) }
        #expect(edges.begins[6] < 0.6)
    }

    @Test func `a flat curve has no contrast`() {
        let flat = Novelty.standardised(Array(repeating: 3, count: 30), smallestDeviation: 0.1)
        #expect(flat.allSatisfy { abs($0) < 1e-4 })
    }
}
