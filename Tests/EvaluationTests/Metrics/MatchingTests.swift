import Evaluation
import Testing

@Suite struct MatchingTests {
    @Test func `a chain of events is matched as long as it can be, also where the nearest are taken first`() {
        let reference = (0..<500).map { Double($0) }
        let estimate = reference.map { $0 + 0.5 }
        let matching = EventMatching.matching(reference: reference + [500], estimate: estimate, window: 0.5)
        #expect(matching.count == 500)
        let candidates = (0..<500).map { [$0, $0 + 1].filter { $0 < 500 } }
        #expect(BipartiteMatching(candidates: candidates.reversed(), referenceCount: 500).count == 500)
    }

    @Test func `the matching of any graph is as large as one found path by path, and a matching`() {
        var state: UInt64 = 7
        func random(below count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        for _ in 0..<600 {
            let (referenceCount, estimateCount) = (1 + random(below: 60), 1 + random(below: 60))
            let edges = estimateCount * (1 + random(below: 3))
            var candidates = [[Int]](repeating: [], count: estimateCount)
            for _ in 0..<edges { candidates[random(below: estimateCount)].append(random(below: referenceCount)) }
            candidates = candidates.map { Set($0).sorted() }
            let matching = BipartiteMatching(candidates: candidates, referenceCount: referenceCount)
            #expect(matching.count == Self.largestMatching(candidates, referenceCount))
            #expect(matching.count == matching.pairs.count)
            #expect(Set(matching.pairs.map(\.estimate)).count == matching.count)
            for pair in matching.pairs { #expect(candidates[pair.estimate].contains(pair.reference)) }
        }
    }

    /// One augmenting path after the other (Kuhn, Naval Research Logistics Quarterly, 1955).
    private static func largestMatching(_ candidates: [[Int]], _ referenceCount: Int) -> Int {
        var owner = [Int?](repeating: nil, count: referenceCount)
        func isPlaced(_ estimate: Int, _ visited: inout Set<Int>) -> Bool {
            for reference in candidates[estimate] where visited.insert(reference).inserted {
                if let other = owner[reference], !isPlaced(other, &visited) { continue }
                owner[reference] = estimate
                return true
            }
            return false
        }
        for estimate in candidates.indices {
            var visited: Set<Int> = []
            _ = isPlaced(estimate, &visited)
        }
        return owner.count { $0 != nil }
    }
}
